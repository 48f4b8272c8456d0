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
  return !/^(?:setup|conftest|noxfile|fabfile|tasks|test_.*|.*_test|gunicorn[._-]?(?:conf|config|cfg)?)\.py$/.test(
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
  const prefix = directory === '.' ? '' : `${directory}/`;
  return paths
    .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
    .map((path) => path.slice(prefix.length));
}

/** The names of the directories of one directory. */
export function directoriesIn({ paths }: ProjectTree, directory: string): readonly string[] {
  const prefix = directory === '.' ? '' : `${directory}/`;
  const names = paths
    .filter((path) => path.startsWith(prefix))
    .flatMap((path) => /^([^/]+)\//.exec(path.slice(prefix.length))?.[1] ?? []);
  return [...new Set(names)];
}

/** A file of a directory, where it was read. */
export function textIn(tree: ProjectTree, directory: string, name: string): string | undefined {
  return tree.texts.get(joinPath(directory, name));
}
