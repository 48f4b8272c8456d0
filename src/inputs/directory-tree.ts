import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isLookedInto,
  isRead,
  LARGEST_FILE,
  MOST_FILES,
  TREE_DEPTH,
  type ProjectTree,
} from './project-tree.ts';
import { readableText } from '../diagnostics/decode-source.ts';
import { readLocalFile } from './local-file.ts';
import { joinPath } from '../paths/path-pattern.ts';

/** The files of a directory of this machine that show how it is started. */
export async function directoryTree(root: string): Promise<ProjectTree> {
  const paths = (await filesBelow(root, '.', 1)).sort();
  const wanted = paths.filter(isRead).slice(0, MOST_FILES);
  const texts = await Promise.all(
    wanted.map(async (path): Promise<readonly [string, string][]> => {
      const file = join(root, path);
      // A name that is no UTF-8 cannot be opened by its text.
      const found = await stat(file).catch(() => undefined);
      if (found === undefined || found.size > LARGEST_FILE) return [];
      // Nor has it a text if it is a link to a file of the kernel.
      const bytes = await readLocalFile(file).catch(() => undefined);
      return bytes === undefined ? [] : [[path, readableText(path, bytes)]];
    }),
  );
  return { paths, texts: new Map(texts.flat()) };
}

async function filesBelow(root: string, directory: string, depth: number): Promise<string[]> {
  const entries = await readdir(join(root, directory), { withFileTypes: true }).catch(
    (error: unknown) => {
      // The directory itself must be there; one below may have a name that is no UTF-8.
      if (depth === 1) throw error;
      return [];
    },
  );
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const path = joinPath(directory, entry.name);
      if (entry.isFile()) return [path];
      if (!entry.isDirectory()) return entry.isSymbolicLink() ? linked(root, path) : [];
      return isLookedInto(entry.name) && depth < TREE_DEPTH
        ? filesBelow(root, path, depth + 1)
        : [];
    }),
  );
  return found.flat();
}

/** A link to a file is a file; directories are not followed. */
async function linked(root: string, path: string): Promise<string[]> {
  const target = await stat(join(root, path)).catch(() => undefined);
  return target?.isFile() === true ? [path] : [];
}
