import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { textOf } from '../build/prepare.ts';
import { writeWhole, type WholeFile } from '../write-whole.ts';

export interface UpdatedFile {
  /** Relative to both directories. */
  readonly path: string;
  readonly changed: boolean;
}

/** Copies every file of one directory into another; those that are the same already are left alone. */
export async function updateFiles(from: string, to: string): Promise<readonly UpdatedFile[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1))
    .sort();
  const updated: UpdatedFile[] = [];
  const changes: WholeFile[] = [];
  for (const path of paths) {
    const text = await readFile(join(from, path), 'utf8');
    const target = join(to, path);
    const changed = (await textOf(target)) !== text;
    if (changed) {
      await mkdir(dirname(target), { recursive: true });
      changes.push({ path: target, text });
    }
    updated.push({ path, changed });
  }
  await writeWhole(changes);
  return updated;
}
