import { normalizeName } from '../../../python/name.ts';
import type { Fields } from '../../fields.ts';
import type { PoetryDependency } from './poetry-lock.ts';

/** A table of dependencies as pyproject.toml and poetry.lock write it: name → constraint, table or list. */
export function readPoetryDependencies(table: Fields | undefined): readonly PoetryDependency[] {
  if (table === undefined) return [];
  return table.keys
    .filter((name) => name !== 'python')
    .flatMap((name) => {
      const value = table.value(name);
      if (typeof value === 'string') return [plain(name, value)];
      if (!Array.isArray(value)) return [detailed(name, table.requiredTable(name))];
      return value.map((item: unknown, index) => {
        if (typeof item === 'string') return plain(name, item);
        const [only] = table.tables(name).slice(index, index + 1);
        return only === undefined ? plain(name, '*') : detailed(name, only);
      });
    });
}

function plain(name: string, constraint: string): PoetryDependency {
  return { name: normalizeName(name), constraint, optional: false, extras: [] };
}

function detailed(name: string, table: Fields): PoetryDependency {
  const marker = table.text('markers');
  const python = table.text('python');
  const platform = table.text('platform');
  return {
    name: normalizeName(name),
    constraint: table.text('version') ?? '*',
    ...(marker === undefined ? {} : { marker }),
    ...(python === undefined ? {} : { python }),
    ...(platform === undefined ? {} : { platform }),
    optional: table.boolean('optional'),
    extras: table.texts('extras').map(normalizeName),
  };
}

/** A table of extras, each a list of requirements; only the names count. */
export function readPoetryExtras(
  table: Fields | undefined,
): Readonly<Record<string, readonly string[]>> {
  if (table === undefined) return {};
  return Object.fromEntries(
    table.keys.map((extra) => [
      normalizeName(extra),
      table
        .texts(extra)
        .map((text) => normalizeName(/^[A-Za-z0-9._-]+/.exec(text.trim())?.[0] ?? text)),
    ]),
  );
}
