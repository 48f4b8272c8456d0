import { existsSync, mkdtempSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readLocalFile } from '../../inputs/local-file.ts';
import { forget, remember } from '../leftovers.ts';
import type { BuildAction } from './build-action.ts';

/** Runs with a temporary directory. */
export async function withTemporaryDirectory<T>(
  run: (directory: string) => Promise<T>,
): Promise<T> {
  // At once, or an interruption could come between the directory and the note of it.
  const directory = mkdtempSync(join(tmpdir(), 'grocker-'));
  remember(directory);
  try {
    return await run(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
    forget(directory);
  }
}

/** Writes and copies what a build needs next to the user's own files. */
export async function prepare({
  files,
  context,
}: Pick<BuildAction, 'files' | 'context'>): Promise<void> {
  await mkdir(context, { recursive: true });
  for (const file of files) {
    await mkdir(dirname(file.to), { recursive: true });
    if ('text' in file) await writeFile(file.to, file.text);
    else if (file.ifThere !== true || existsSync(file.copyOf)) {
      await cp(file.copyOf, file.to, { recursive: true });
    }
  }
}

/** The text of a file, undefined if there is none. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await readLocalFile(path)).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
