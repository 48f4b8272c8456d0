import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { commonDirectory, directoryOf } from '../lock/context-path.ts';
import { lockFormat } from '../lock/lock-format.ts';
import { readLock } from '../lock/read-lock.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import type { Lock } from '../lock/lock.ts';
import type { LockIndexes, Selection, SelectionRequest } from '../lock/selection.ts';
import type { FactSource } from './fact-source.ts';
import type { ProjectFiles } from './project.ts';

/** A lock may name files that name files: requirements that include requirements, workspaces. */
const MAXIMUM_ROUNDS = 20;

/** What the locks beside a project say must be installed; with several locks, all of what they say. */
export async function lockedDistributions(
  source: FactSource,
  files: ProjectFiles,
  request: SelectionRequest,
): Promise<Selection> {
  const selections: Selection[] = [];
  for (const lock of files.locks) {
    selections.push(selectDistributions(await completeLock(source, lock, files), request));
  }
  const errors = selections
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  return merged(selections);
}

/** Reads a lock, and the files that it names until it names no more. */
async function completeLock(
  source: FactSource,
  lock: SourceText,
  { texts, project }: ProjectFiles,
): Promise<Lock> {
  const format = lockFormat(lock.name, lock.text);
  if (typeof format !== 'string') throw new DiagnosticError([format]);
  const beside = lock.name.replace(/[^/]*$/, format === 'pipfile' ? 'Pipfile' : 'pyproject.toml');
  const declared = texts[beside];
  const known = new Map(
    Object.entries(texts).map(([path, text]) => [path, new SourceText(path, text)] as const),
  );
  // A project's own people call pip in its directory, whichever below has the file.
  const directory = commonDirectory(directoryOf(lock.name), project?.directory ?? '.');
  let read: Lock | undefined;
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    read = readLock({
      format,
      source: lock,
      directory,
      ...(declared !== undefined && { pyproject: new SourceText(beside, declared) }),
      readFile: (path) => known.get(path),
    });
    const { missing } = read;
    if (missing.length === 0) break;
    const found = Object.entries(await source.files({ patterns: missing }));
    if (found.length === 0) break;
    for (const [path, text] of found) known.set(path, new SourceText(path, text));
  }
  if (read === undefined) throw new Error('a lock was not read');
  return read;
}

function merged(selections: readonly Selection[]): Selection {
  const distributions = new Map(
    selections.flatMap((each) => each.distributions).map((each) => [each.name, each] as const),
  );
  return {
    distributions: [...distributions.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    diagnostics: selections.flatMap(({ diagnostics }) => diagnostics),
    requiresPython: selections[0]?.requiresPython ?? null,
    dependsOnPatch: selections.some(({ dependsOnPatch }) => dependsOnPatch),
    unpinned: selections.flatMap(({ unpinned }) => unpinned),
    complete: selections.every(({ complete }) => complete),
    constraints: selections.flatMap(({ constraints }) => constraints),
    indexes: mergedIndexes(selections.map(({ indexes }) => indexes)),
  };
}

function mergedIndexes(all: readonly LockIndexes[]): LockIndexes {
  const url = all.find((indexes) => indexes.url !== undefined)?.url;
  return {
    ...(url !== undefined && { url }),
    extra: [...new Set(all.flatMap(({ extra }) => extra))],
    findLinks: [...new Set(all.flatMap(({ findLinks }) => findLinks))],
    noIndex: all.some(({ noIndex }) => noIndex),
  };
}
