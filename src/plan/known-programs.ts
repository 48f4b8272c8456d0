import type { Spec } from '../spec/spec.ts';
import { systemLibraries } from '../system/system-libraries.ts';
import type { PlannedPackage, PlannedProgram } from './plan.ts';

/** The programs of the system that packages are known to run; none on a system that is not Debian. */
export function knownPrograms(
  { runtime }: Pick<Spec, 'runtime'>,
  packages: readonly Pick<PlannedPackage, 'name'>[],
): readonly PlannedProgram[] {
  if (runtime.family !== 'debian') return [];
  const names = new Set(packages.map(({ name }) => name));
  return systemLibraries.flatMap((row) =>
    row.packages
      .filter((name) => names.has(name))
      .flatMap((runBy) =>
        Object.entries(row.programs ?? {}).map(([program, from]) => ({ program, runBy, from })),
      ),
  );
}
