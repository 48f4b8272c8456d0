import type { ProjectTree } from '../inputs/project-tree.ts';
import { joinPath } from '../paths/path-pattern.ts';

export type { ProjectTree };

/** Directories whose Python files are not part of what is started. */
const SIDE_DIRECTORIES = new Set([
  ...['tests', 'test', 'testing', 'docs', 'doc', 'examples', 'example', 'migrations', 'alembic'],
  ...['scripts', 'notebooks', 'benchmarks', 'tools', 'bin'],
]);

/** More files of Python are not parsed. */
export const MOST_MODULES = 400;

/** Whether a Python file may be what is started, by its directories below `directory`. */
export function isApplicationModule(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.slice(0, -1).some((part) => SIDE_DIRECTORIES.has(part))) return false;
  return !/^(?:setup|conftest|noxfile(?:_config)?|fabfile|test_.*|.*_test|gunicorn[._-]?(?:conf|config|cfg)?)\.py$/.test(
    name,
  );
}

/** The files below a directory of the tree, as if it were the whole. */
export function subtree(tree: ProjectTree, directory: string): ProjectTree {
  if (directory === '.') return tree;
  const prefix = `${directory}/`;
  const within = (path: string) => path.startsWith(prefix);
  return {
    paths: tree.paths.filter(within).map((path) => path.slice(prefix.length)),
    texts: new Map(
      [...tree.texts]
        .filter(([path]) => within(path))
        .map(([path, text]) => [path.slice(prefix.length), text]),
    ),
  };
}

/** Whether a directory holds any file. */
export function hasDirectory({ paths }: ProjectTree, directory: string): boolean {
  return directory === '.' || paths.some((path) => path.startsWith(`${directory}/`));
}

/** The names of the files of one directory. */
export function namesIn({ paths }: ProjectTree, directory: string): readonly string[] {
  return entriesOf(paths).get(directory)?.files ?? [];
}

/** The names of the directories of one directory. */
export function directoriesIn({ paths }: ProjectTree, directory: string): readonly string[] {
  return [...(entriesOf(paths).get(directory)?.directories ?? [])];
}

interface Entries {
  readonly files: string[];
  readonly directories: Set<string>;
}

/**
 * The entries of each directory of a tree, by the paths of the tree. A project may have tens of thousands of
 * directories.
 */
const known = new WeakMap<ProjectTree['paths'], ReadonlyMap<string, Entries>>();

function entriesOf(paths: ProjectTree['paths']): ReadonlyMap<string, Entries> {
  const before = known.get(paths);
  if (before !== undefined) return before;
  const all = new Map<string, Entries>();
  const entries = (directory: string): Entries => {
    const found = all.get(directory) ?? { files: [], directories: new Set() };
    all.set(directory, found);
    return found;
  };
  for (const path of paths) {
    const parts = path.split('/');
    entries(parts.slice(0, -1).join('/') || '.').files.push(parts.at(-1) ?? '');
    for (let depth = parts.length - 2; depth >= 0; depth -= 1) {
      const { directories } = entries(parts.slice(0, depth).join('/') || '.');
      const name = parts[depth] ?? '';
      if (directories.has(name)) break;
      directories.add(name);
    }
  }
  known.set(paths, all);
  return all;
}

/** A file of a directory, where it was read. */
export function textIn(tree: ProjectTree, directory: string, name: string): string | undefined {
  return tree.texts.get(joinPath(directory, name));
}
