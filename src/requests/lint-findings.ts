import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FactSource } from '../facts/fact-source.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { BuildOptions } from '../options/build-options.ts';
import { LOCK_PATTERNS } from '../lock/find-lock.ts';
import { contextFacts, hasNothingToLock, type ContextFiles } from '../resolve/context-findings.ts';
import { lintDirectories, lintFacts, namedFiles } from '../rules/lint-facts.ts';
import { lint } from '../rules/lint.ts';
import type { LintFacts } from '../rules/rule.ts';
import { readDefinition } from '../spec/definition.ts';
import { SYSTEM_LOCK, type Spec } from '../spec/spec.ts';

export type LintInputs = Pick<Inputs, 'definition' | 'files' | 'paths'> &
  Pick<FactSource, 'ignoreFile'> &
  Pick<ContextFiles, 'tree'>;
export type LintOptions = Pick<BuildOptions, 'buildArgs' | 'syntax'>;

const lockNames = [...LOCK_PATTERNS, SYSTEM_LOCK];

/**
 * All findings for a definition: its mistakes, else those of the rules in each of its images.
 *
 * @param isBuilt whether the same definition is being built: that build reports the mistakes in the files of the
 * context.
 */
export async function lintFindings(
  inputs: LintInputs,
  { buildArgs: args, syntax }: LintOptions,
  isBuilt = false,
): Promise<readonly Diagnostic[]> {
  const source = await inputs.definition();
  const images = [...readDefinition(source, { args }).images.values()];
  const specs = images.flatMap(({ spec }) => spec ?? []);
  const directories = [...new Set(specs.flatMap(lintDirectories))];
  const named = specs.flatMap(namedFiles).map(({ value }) => value);
  const found = directories.flatMap((directory) =>
    lockNames.map((name) => (directory === '.' ? name : `${directory}/${name}`)),
  );
  const patterns = [...new Set([...found, ...named])];
  const paths = patterns.length === 0 ? [] : await inputs.paths({ patterns });
  const namesIn = (directory: string) => {
    const prefix = directory === '.' ? '' : `${directory}/`;
    const inside = paths.filter((path) => path.startsWith(prefix));
    return inside.map((path) => path.slice(prefix.length)).filter((name) => !name.includes('/'));
  };
  // The command names the frontend so; nothing else uses the keys that are meant for it.
  const client = syntax === undefined ? 'other' : undefined;
  const known = new Map(specs.map((spec) => [spec, lintFacts(spec, namesIn, client)] as const));
  const unlocked = specs.filter((spec) => known.get(spec)?.locks.length === 0);
  const read = isBuilt ? await unlockedFacts(inputs, unlocked) : await contextFacts(inputs, specs);
  const factsOf = (spec: Spec) => ({
    ...(known.get(spec) ?? lintFacts(spec, namesIn, client)),
    ...read.get(spec),
  });
  return lint(source, factsOf, { args });
}

async function unlockedFacts(
  inputs: LintInputs,
  specs: readonly Spec[],
): Promise<ReadonlyMap<Spec, Pick<LintFacts, 'hasNothingToLock'>>> {
  const facts = specs.map(async (spec) => {
    const nothing = await hasNothingToLock(inputs, spec);
    return [spec, { hasNothingToLock: nothing }] as const;
  });
  return new Map(await Promise.all(facts));
}
