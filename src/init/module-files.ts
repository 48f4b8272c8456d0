import { contextPath, directoryOf } from '../paths/context-path.ts';

/** Where a project keeps its modules. */
export const SOURCE_ROOTS = ['', 'src/'] as const;

/**
 * The files that a module may be: one of its name, or that of a package.
 *
 * @param root a directory with a slash at its end; empty for that of the tree.
 */
export function moduleFiles(module: string, root = ''): string[] {
  const path = `${root}${module.replaceAll('.', '/')}`;
  return [`${path}.py`, `${path}/__init__.py`];
}

/** `shop.pages` of shop/pages.py, `shop.__init__` of shop/__init__.py. */
export function dottedPath(path: string): string {
  return path.replace(/\.py$/, '').replaceAll('/', '.');
}

/** `shop.pages` of shop/pages.py, `shop` of shop/__init__.py and shop/__main__.py. */
export function moduleName(path: string): string {
  return dottedPath(path).replace(/\.__(?:init|main)__$/, '');
}

/** A name of an import without the dots of a relative one. */
export interface ImportedName {
  readonly module: string;
  /** The root that a relative name begins at, as moduleFiles takes it; absent: any. */
  readonly root?: string;
}

/** What a name means in the module of a file; undefined for a relative one that leads out of the project. */
export function importedName(path: string, name: string): ImportedName | undefined {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const module = name.slice(dots);
  if (dots === 0) return { module };
  const directory = contextPath(directoryOf(path), '../'.repeat(dots - 1) || '.');
  if (directory === undefined) return undefined;
  return { module, root: rootOf(directory) };
}

/** A directory as moduleFiles takes it. */
export function rootOf(directory: string): string {
  return directory === '.' ? '' : `${directory}/`;
}
