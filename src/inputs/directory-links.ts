import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { joinPath } from '../paths/path-pattern.ts';
import { ignoredNames } from './ignored-names.ts';
import { directoryBit, linkBit } from './read-files.ts';
import {
  sourceTree,
  type Listing,
  type SourceTree,
  type SourceTreeQuestion,
} from './source-tree.ts';

/**
 * The links of a part of a directory of this machine that would be broken in an image.
 *
 * @param ignored the patterns of its .dockerignore; those that say more than `*`, `?` and `**` are passed over.
 */
export async function directoryLinks(
  root: string,
  ignored: readonly string[],
  question: SourceTreeQuestion,
): Promise<SourceTree['broken']> {
  const ports = {
    environments: () => Promise.resolve(listing(root, [...ignored, ...question.exclude], true)),
    part: ({ exclude }: SourceTreeQuestion) =>
      Promise.resolve(listing(root, [...ignored, ...exclude], false)),
  };
  return (await sourceTree(ports, question)).broken;
}

/** The entries of a directory that are not left out; `stops` at virtual environments, of which only the mark is listed. */
function listing(root: string, patterns: readonly string[], stops: boolean): Listing {
  const known = patterns.filter((pattern) => ignoredNames([pattern]) !== undefined);
  const isIgnored = ignoredNames(known) ?? (() => false);
  return {
    readDirectory: async (directory) => {
      const found = await readdir(join(root, directory), { withFileTypes: true }).catch(unnamed);
      const mark = stops ? found.filter(({ name }) => name === 'pyvenv.cfg') : [];
      const entries = (mark.length > 0 ? mark : found)
        .map((kind) => ({ path: joinPath(directory, kind.name), kind }))
        .filter(({ path }) => !isIgnored(path));
      return Promise.all(entries.map(({ path, kind }) => entry(root, path, kind)));
    },
    statFile: async (path) => entry(root, path, await lstat(join(root, path))),
  };
}

async function entry(
  root: string,
  path: string,
  kind: { readonly isSymbolicLink: () => boolean; readonly isDirectory: () => boolean },
) {
  if (!kind.isSymbolicLink()) return { path, mode: kind.isDirectory() ? directoryBit : 0 };
  const target = await readlink(join(root, path)).catch(unnamed);
  return { path, mode: linkBit, linkname: typeof target === 'string' ? target : '' };
}

/** No path leads to what has a name that is no UTF-8, or is deeper than a path can be long. */
function unnamed(error: unknown): [] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENAMETOOLONG') return [];
  throw error;
}
