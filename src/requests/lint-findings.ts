import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { projectFiles } from '../facts/project.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { BuildOptions } from '../options/build-options.ts';
import { lint } from '../rules/lint.ts';
import type { LintFacts } from '../rules/rule.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import type { Spec } from '../spec/spec.ts';

export type LintInputs = Pick<Inputs, 'definition' | 'files'>;
export type LintOptions = Pick<BuildOptions, 'buildArgs' | 'syntax'>;

const systemLock = 'grocker.lock';

/** Everything that there is to say about a definition: its mistakes, else what the rules find in each of its images. */
export async function lintFindings(
  inputs: LintInputs,
  { buildArgs: args, syntax }: LintOptions,
): Promise<readonly Diagnostic[]> {
  const source = await inputs.definition();
  const specs = everySpec(source, args);
  const known = new Map<string, FoundFiles>();
  for (const spec of specs) {
    const key = filesKey(spec);
    if (!known.has(key)) known.set(key, await foundFiles(inputs, spec));
  }
  // The command names the frontend so; nobody else heeds the keys that are meant for it.
  const client = syntax === undefined ? { client: 'other' as const } : {};
  const found = lint(
    source,
    (spec) => ({ ...(known.get(filesKey(spec))?.facts ?? nothing), ...client }),
    { args },
  );
  return sortedDiagnostics([
    ...found,
    ...[...known.values()].flatMap(({ diagnostics }) => diagnostics),
  ]);
}

const nothing: LintFacts = { hasLock: false, hasSystemLock: false };

interface FoundFiles {
  readonly facts: LintFacts;
  /** What is wrong with the files that the definition depends on. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The file's own image and those of its services; none where it has a mistake. */
function everySpec(source: SourceText, args: BuildOptions['buildArgs']): readonly Spec[] {
  const { spec } = parseSpec(source, { args });
  if (spec === undefined) return [];
  const services = spec.services.map((target) => parseSpec(source, { args, target }).spec);
  return [spec, ...services.filter((each) => each !== undefined)];
}

/** What decides which files are looked for. */
function filesKey({ release, project, source, lock, systemLock: named }: Spec): string {
  const locks = lock.map(({ value }) => value);
  return JSON.stringify([release?.span, project?.value, source?.path, locks, named?.value]);
}

async function foundFiles(inputs: LintInputs, spec: Spec): Promise<FoundFiles> {
  const wanted = spec.systemLock?.value ?? systemLock;
  const hasSystemLock = wanted in (await inputs.files({ patterns: [wanted] }));
  try {
    const { locks } = await projectFiles(inputs, spec);
    return { facts: { hasLock: locks.length > 0, hasSystemLock }, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { facts: { hasLock: true, hasSystemLock }, diagnostics: error.diagnostics };
  }
}
