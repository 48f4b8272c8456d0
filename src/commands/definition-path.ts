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
  const candidates = definitionNames.map((name) => join(directory, name));
  const found = candidates.find(exists);
  if (found !== undefined) return found;
  throw new UsageError(`there is no ${candidates.join(' and no ')}`);
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
