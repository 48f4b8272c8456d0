import { normalizeName } from '../python/name.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { tomlOf } from './declared.ts';
import type { InferredApplication } from './infer-application.ts';
import type { Setting } from './setting.ts';
import { subtree, type ProjectTree } from './tree.ts';

const EXTRAS = [
  ['project', 'optional-dependencies'],
  ['tool', 'poetry', 'extras'],
];
const GROUPS = [
  ['dependency-groups'],
  ['tool', 'poetry', 'group'],
  ['tool', 'pdm', 'dev-dependencies'],
];

/** The extras and groups of the project: those that have a server, and those that its Dockerfile installs. */
export function extraSettings(
  tree: ProjectTree,
  { directory, entryPoint, services, containers }: InferredApplication,
): readonly Setting[] {
  const table = tomlOf(subtree(tree, directory), 'pyproject.toml');
  const known = (paths: readonly (readonly string[])[]) =>
    paths.flatMap((path) => [...(tableEntries(valueAt(table, path))?.keys() ?? [])]);
  const file = containers?.file;
  const written = (value: string, all: readonly string[]) =>
    all.find((name) => normalizeName(name) === normalizeName(value));
  const chosen = (list: 'extras' | 'groups', all: readonly string[]) =>
    (file?.[list] ?? []).flatMap(({ value, line }) => {
      const found = value === '*' ? all : [written(value, all)];
      return found.flatMap((name) => (name === undefined ? [] : [{ name, line }]));
    });
  const servers = [entryPoint, ...services.values()].flatMap((each) => each?.extra ?? []);
  const extras = chosen('extras', known(EXTRAS));
  const groups = chosen('groups', known(GROUPS));
  return [
    ...setting('extras', servers, extras, file?.path),
    ...setting('groups', [], groups, file?.path),
  ];
}

function setting(
  key: string,
  servers: readonly string[],
  installed: readonly { readonly name: string; readonly line: number }[],
  path = '',
): readonly Setting[] {
  const value = [...new Set([...servers, ...installed.map(({ name }) => name)])];
  if (value.length === 0) return [];
  const places = [...new Set(installed.map(({ line }) => `${path}:${line}`))];
  const because = [
    ...(servers.length > 0 ? ['with the server'] : []),
    ...(places.length > 0 ? [`installed by ${places.join(', ')}`] : []),
  ].join('; ');
  return [{ key, value, because }];
}
