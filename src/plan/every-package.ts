import type { PlannedPackage } from './plan.ts';

/** The packages, and everything that they are built with. */
export function everyPackage(packages: readonly PlannedPackage[]): readonly PlannedPackage[] {
  return packages.flatMap((planned) =>
    planned.kind === 'wheel' ? [planned] : [planned, ...everyPackage(planned.requirements ?? [])],
  );
}
