import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { readProjectMetadata, type ProjectMetadata } from '../../python/project-metadata.ts';
import { textOf } from './prepare.ts';

/** What the pyproject.toml of a directory says of its project; undefined where there is none. */
export async function projectMetadata(directory: string): Promise<ProjectMetadata | undefined> {
  const text = await textOf(join(directory, 'pyproject.toml'));
  if (text === undefined) return undefined;
  try {
    return readProjectMetadata(parse(text)).project;
  } catch (error) {
    // Mistakes of the file are the build's to tell.
    if (error instanceof TomlError) return undefined;
    throw error;
  }
}
