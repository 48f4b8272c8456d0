import { directoryOf } from '../paths/context-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { dottedPath } from './module-files.ts';
import type { PythonModule } from './python/python-module.ts';
import { hasDirectory, type ProjectTree } from './tree.ts';

/** The name under which a file is imported, and from where. */
export interface ModulePlace {
  readonly module: string;
  /** The directory that has to be on the module path; absent: the root. */
  readonly directory?: string;
}

/**
 * Where a module has to be imported from: its file's own directory where it imports its neighbours by
 * their names alone, else the first directory above that is not a package.
 */
export function modulePlace(tree: ProjectTree, { path, imports }: PythonModule): ModulePlace {
  const own = directoryOf(path);
  if (own === '.') return placed(path, '.');
  const top = own.split('/')[0] ?? '';
  const tops = imports.modules.map((name) => name.split('.')[0] ?? '');
  if (tops.includes(top)) return placed(path, '.');
  // A module does not import itself: celery.py of a package imports Celery.
  const isThere = (directory: string, name: string) => {
    const file = joinPath(directory, `${name}.py`);
    if (name === '' || file === path) return false;
    return tree.paths.includes(file) || hasDirectory(tree, joinPath(directory, name));
  };
  const isRelative = imports.modules.some((name) => name.startsWith('.'));
  const neighbours = tops.some((name) => isThere(own, name) && !isThere('.', name));
  if (neighbours && !isRelative) return placed(path, own);
  const isPackage = (directory: string) => tree.paths.includes(joinPath(directory, '__init__.py'));
  let root = own;
  while (root !== '.' && (isPackage(root) || (isRelative && root === own)))
    root = directoryOf(root);
  if (root === own && top !== 'src') root = '.';
  return placed(path, root);
}

function placed(path: string, root: string): ModulePlace {
  const inside = root === '.' ? path : path.slice(root.length + 1);
  const module = dottedPath(inside).replace(/\.__init__$/, '');
  return { module, ...(root !== '.' && { directory: root }) };
}
