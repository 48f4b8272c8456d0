import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { readProjectMetadata, type ProjectMetadata } from '../../python/project-metadata.ts';
import { textOf } from './prepare.ts';

/** The project metadata in a directory's pyproject.toml; undefined if there is none. */
export async function projectMetadata(directory: string): Promise<ProjectMetadata | undefined> {
  const text = await textOf(join(directory, 'pyproject.toml'));
  if (text === undefined) return undefined;
  try {
    return readProjectMetadata(parse(text)).project;
  } catch (error) {
    // The build reports mistakes of the file.
    if (error instanceof TomlError) return undefined;
    throw error;
  }
}
