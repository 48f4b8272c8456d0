import { isSourceArchive } from '../plan/promised-wheel.ts';
import type { FactSource } from '../facts/fact-source.ts';
import type { Foundation, PlannedCompile, PlannedPackage } from '../plan/plan.ts';
import { mayDoWithoutCompiler } from '../plan/python-alone.ts';
import type { Spec } from '../spec/spec.ts';

/** The names of the source distributions that need no compiler, by their files and by grocker.yml. */
export async function builtOnPythonAlone(
  source: Pick<FactSource, 'nativeSource'>,
  spec: Spec,
  packages: readonly PlannedPackage[],
  foundation: Foundation,
): Promise<ReadonlySet<string>> {
  const names = await Promise.all(
    packages.map(async (planned) =>
      planned.kind === 'compile' && (await isPythonAlone(source, spec, planned, foundation))
        ? [planned.name]
        : [],
    ),
  );
  return new Set(names.flat());
}

/** Whether this is a source distribution that needs no compiler, by its files and by grocker.yml. */
export async function isPythonAlone(
  source: Pick<FactSource, 'nativeSource'>,
  spec: Spec,
  { name, origin }: Pick<PlannedCompile, 'name' | 'origin'>,
  foundation: Foundation,
): Promise<boolean> {
  const isReadable =
    origin.from === 'url' || (origin.from === 'context' && isSourceArchive(origin.path));
  if (!isReadable || !mayDoWithoutCompiler(spec, name)) return false;
  const { platform } = foundation;
  return (await source.nativeSource({ platform, origin }, foundation)) === null;
}
