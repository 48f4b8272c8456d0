import { tableEntries, valueAt } from '../toml/table-reader.ts';

/** A file that pyproject.toml names for the build of its wheel, relative to its directory. */
export interface NamedFile {
  readonly path: string;
  /** Where pyproject.toml names it. */
  readonly at: readonly (string | number)[];
}

/** Keys whose value is a path, a list of paths, or a table with the path as `file`. */
const KEYS: readonly (readonly string[])[] = [
  ['build-system', 'backend-path'],
  ['project', 'readme'],
  ['project', 'license'],
  ['project', 'license-files'],
  ['tool', 'poetry', 'readme'],
  ['tool', 'poetry', 'build', 'script'],
  ['tool', 'setuptools', 'license-files'],
  ['tool', 'hatch', 'version', 'path'],
  ['tool', 'hatch', 'build', 'hooks', 'custom', 'path'],
  ['tool', 'pdm', 'version', 'path'],
];

/** Tables whose values are as those of KEYS. */
const TABLES: readonly (readonly string[])[] = [['tool', 'setuptools', 'dynamic']];

/** Tables whose keys are paths. */
const PATHS_AS_KEYS: readonly (readonly string[])[] = [
  ['tool', 'hatch', 'build', 'force-include'],
  ['tool', 'hatch', 'build', 'targets', 'wheel', 'force-include'],
];

/** The files that a parsed pyproject.toml names one by one; those of packageData are more. */
export function namedFiles(table: unknown): NamedFile[] {
  const listed = TABLES.flatMap((path) =>
    [...(tableEntries(valueAt(table, path))?.keys() ?? [])].map((key) => [...path, key]),
  );
  return [
    ...[...KEYS, ...listed].flatMap((path) => pathsAt(valueAt(table, path), path)),
    ...PATHS_AS_KEYS.flatMap((path) =>
      [...(tableEntries(valueAt(table, path))?.keys() ?? [])].map((key) => ({
        path: key,
        at: [...path, key],
      })),
    ),
    ...defaultHook(table),
  ].filter(({ path }) => isPath(path));
}

export function pathsAt(value: unknown, at: readonly (string | number)[]): NamedFile[] {
  // `license = "MIT"` is an expression (PEP 639).
  if (typeof value === 'string') return at.at(-1) === 'license' ? [] : [{ path: value, at }];
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown, index) =>
      typeof each === 'string' ? [{ path: each, at: [...at, index] }] : [],
    );
  }
  const file = tableEntries(value)?.get('file');
  return file === undefined ? [] : pathsAt(file, [...at, 'file']);
}

/** Hatch's own build hook has a name of its own where none is given. */
function defaultHook(table: unknown): NamedFile[] {
  const at = ['tool', 'hatch', 'build', 'hooks', 'custom'];
  const hook = tableEntries(valueAt(table, at));
  return hook === undefined || hook.has('path') ? [] : [{ path: 'hatch_build.py', at }];
}

/** Within the project, and not a pattern. */
function isPath(path: string): boolean {
  return path !== '' && !/[*?[\]{}]|^\/|^[a-z]+:/i.test(path);
}
