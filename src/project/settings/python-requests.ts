import type { PythonRequest } from './python-request.ts';
import { requiredPythons } from './requires-python.ts';
import { versionFileRequests } from './version-files.ts';

/** Everything that a directory says of its Python. */
export interface PythonRequests {
  /** From the files that have no other purpose: the first one counts. */
  readonly chosen: readonly PythonRequest[];
  /** From metadata and locks: all of them have to hold. */
  readonly required: readonly PythonRequest[];
}

/**
 * Which Python a directory of the context asks for, and where.
 *
 * @param texts files by path, relative to the context.
 * @param directories the directory itself, then those above it, whose version files hold for it too.
 * @param locks files that the user named as locks.
 */
export function pythonRequests(
  texts: Readonly<Record<string, string>>,
  directories: readonly string[],
  locks: readonly string[] = [],
): PythonRequests {
  const [own = '.'] = directories;
  return {
    chosen: directories.flatMap((directory) => versionFileRequests(texts, directory)),
    required: requiredPythons(texts, own, locks),
  };
}
