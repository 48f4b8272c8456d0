import { readableText } from '../diagnostics/decode-source.ts';
import type { Reference } from '../gateway/reference.ts';
import { joinPath } from '../paths/path-pattern.ts';
import {
  isLookedInto,
  isRead,
  LARGEST_FILE,
  MOST_FILES,
  TREE_DEPTH,
  type ProjectTree,
} from './project-tree.ts';
import { directoryBit, readFiles } from './read-files.ts';

/** The files of a solved context that show how it is started. */
export async function referenceTree(reference: Reference): Promise<ProjectTree> {
  const found = (await filesBelow(reference, '.', 1)).toSorted((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const wanted = found
    .filter(({ path, size }) => isRead(path) && size <= LARGEST_FILE)
    .slice(0, MOST_FILES);
  const files = await readFiles(
    reference,
    wanted.map(({ path }) => path),
  );
  return {
    paths: found.map(({ path }) => path),
    texts: new Map([...files].map(([path, bytes]) => [path, readableText(path, bytes)])),
  };
}

interface Listed {
  readonly path: string;
  readonly size: number;
}

async function filesBelow(
  reference: Reference,
  directory: string,
  depth: number,
): Promise<readonly Listed[]> {
  const entries = await reference.readDirectory(directory);
  const found = await Promise.all(
    entries.map(async ({ path = '', mode = 0, size = 0 }): Promise<readonly Listed[]> => {
      const name = path.replace(/^.*\//s, '');
      const at = joinPath(directory, name);
      if ((mode & directoryBit) === 0) return [{ path: at, size: Number(size) }];
      return isLookedInto(name) && depth < TREE_DEPTH ? filesBelow(reference, at, depth + 1) : [];
    }),
  );
  return found.flat();
}
