import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { commonDirectory, directoryOf } from '../paths/context-path.ts';
import type { Lock } from '../lock/lock.ts';
import { formatNamed, lockFormat } from '../lock/lock-format.ts';
import { readLock } from '../lock/read-lock.ts';
import type { FactSource } from '../facts/fact-source.ts';
import type { ProjectFiles } from '../project/project.ts';

/** A lock may name files that name files: requirements that include requirements, workspaces. */
const MAXIMUM_ROUNDS = 20;

/**
 * The locks next to a project, with the files that they name.
 *
 * @param variables the values of `${NAME}` in a requirements file.
 */
export async function readLocks(
  source: Pick<FactSource, 'files'>,
  files: ProjectFiles,
  variables?: Readonly<Record<string, string>>,
): Promise<readonly Lock[]> {
  return Promise.all(files.locks.map((lock) => completeLock(source, lock, files, variables)));
}

/** Reads a lock, and the files that it names until it names no more. */
async function completeLock(
  source: Pick<FactSource, 'files'>,
  lock: SourceText,
  { texts, project }: ProjectFiles,
  variables: Readonly<Record<string, string>> | undefined,
): Promise<Lock> {
  const format = lockFormat(lock.name, lock.text);
  if (typeof format !== 'string') throw new DiagnosticError([format]);
  const beside = lock.name.replace(/[^/]*$/, formatNamed(format).companion);
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
      variables,
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
