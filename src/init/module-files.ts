/** Where a project keeps its modules. */
export const SOURCE_ROOTS = ['', 'src/'] as const;

/** The files that a module may be: one of its name, or that of a package. */
export function moduleFiles(module: string, root: (typeof SOURCE_ROOTS)[number] = ''): string[] {
  const path = `${root}${module.replaceAll('.', '/')}`;
  return [`${path}.py`, `${path}/__init__.py`];
}

/** `shop.pages` of shop/pages.py, `shop` of shop/__init__.py and shop/__main__.py. */
export function moduleName(path: string): string {
  return path.replace(/(?:\/__(?:init|main)__)?\.py$/, '').replaceAll('/', '.');
}
