import { statSync } from 'node:fs';
import { join } from 'node:path';
import { definitionNames } from '../inputs/inputs.ts';
import { UsageError } from './usage-error.ts';

/** The definition that a file or a directory on a command line means. */
export function definitionPath(given: string | undefined): string {
  if (given !== undefined && !isDirectory(given)) {
    if (!exists(given)) throw new UsageError(`there is no ${given}`);
    return given;
  }
  const directory = given ?? '.';
  const found = definitionIn(directory);
  if (found !== undefined) return found;
  throw new UsageError(`there is no ${candidates(directory).join(' and no ')}`);
}

/** The definition of a directory, if it has one. */
export function definitionIn(directory: string): string | undefined {
  const found = candidates(directory).find(exists);
  // Reading it would wait forever, because nobody writes into it.
  if (found !== undefined && statSync(found).isFIFO()) {
    throw new UsageError(`${found} is not a regular file`);
  }
  return found;
}

function candidates(directory: string): readonly string[] {
  return definitionNames.map((name) => join(directory, name));
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
