import { cleanPath } from '../paths/clean-path.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { pathsAt, type NamedFile } from './named-files.ts';

type Keys = readonly string[];

/** Files that back ends are configured to put into the wheel: paths and patterns, relative to the project. */
const INCLUDED: readonly Keys[] = [
  ['tool', 'hatch', 'build', 'include'],
  ['tool', 'hatch', 'build', 'only-include'],
  ['tool', 'hatch', 'build', 'packages'],
  ['tool', 'hatch', 'build', 'targets', 'wheel', 'include'],
  ['tool', 'hatch', 'build', 'targets', 'wheel', 'only-include'],
  ['tool', 'hatch', 'build', 'targets', 'wheel', 'packages'],
  ['tool', 'pdm', 'build', 'includes'],
];

/**
 * The packages, data files and patterns that a parsed pyproject.toml says the wheel has: of setuptools, Poetry, Hatch, PDM
 * and uv.
 */
export function packageData(table: unknown): NamedFile[] {
  return [
    ...INCLUDED.flatMap((at) => pathsAt(valueAt(table, at), at)),
    ...setuptoolsData(table),
    ...poetryData(table),
    ...uvData(table),
  ].flatMap(({ path, at }) => {
    // Patterns of Hatch are those of .gitignore: a slash in front is the project's root.
    const clean = cleanPath(path.replace(/^\//, ''));
    const isInside = !path.startsWith('!') && !/^(?:\.\.|\.$)/.test(clean) && clean !== '';
    return isInside && !MADE.test(clean) ? [{ path: clean, at }] : [];
  });
}

/** Files that a build makes itself, so the context does not need them. */
const MADE = /\.(?:so|pyd|dll|dylib|mo)$/;

/** From `package-data`, for a package in any directory; for every package, in some directory. */
function setuptoolsData(table: unknown): NamedFile[] {
  const at = ['tool', 'setuptools', 'package-data'];
  const packages = [...(tableEntries(valueAt(table, at)) ?? [])];
  const root = tableEntries(valueAt(table, ['tool', 'setuptools', 'package-dir']))?.get('');
  const where = valueAt(table, ['tool', 'setuptools', 'packages', 'find', 'where']);
  const first: unknown = Array.isArray(where) ? where[0] : root;
  const prefix = typeof first === 'string' && first !== '.' && first !== '' ? `${first}/` : '';
  const files = packages.flatMap(([name, wanted]) => {
    const directory = name === '*' || name === '' ? '*' : name.replaceAll('.', '/');
    return pathsAt(wanted, [...at, name]).map((file) => ({
      ...file,
      path: `${prefix}${directory}/${file.path}`,
    }));
  });
  const data = ['tool', 'setuptools', 'data-files'];
  const placed = [...(tableEntries(valueAt(table, data))?.keys() ?? [])];
  return [
    ...files,
    ...placed.flatMap((key) => pathsAt(valueAt(table, [...data, key]), [...data, key])),
  ];
}

/** `include` and `packages`: texts, or tables with `path` or `include`, and `from`. */
function poetryData(table: unknown): NamedFile[] {
  return ['include', 'packages'].flatMap((key) => {
    const at = ['tool', 'poetry', key];
    const list = valueAt(table, at);
    return (Array.isArray(list) ? list : []).flatMap((each: unknown, index): NamedFile[] => {
      const fields = tableEntries(each);
      const path = fields?.get('path') ?? fields?.get('include') ?? each;
      const from = fields?.get('from');
      if (typeof path !== 'string' || isOfSdist(fields?.get('format'))) return [];
      return [{ path: typeof from === 'string' ? `${from}/${path}` : path, at: [...at, index] }];
    });
  });
}

/** Whether something is not part of a wheel. */
function isOfSdist(format: unknown): boolean {
  return format === 'sdist' || (Array.isArray(format) && !format.includes('wheel'));
}

function uvData(table: unknown): NamedFile[] {
  const at = ['tool', 'uv', 'build-backend', 'data'];
  return [...(tableEntries(valueAt(table, at)) ?? [])].flatMap(([kind, path]) =>
    typeof path === 'string' ? [{ path, at: [...at, kind] }] : [],
  );
}
