import { normalizeName } from '../../../python/name.ts';
import type { Fields } from '../../fields.ts';
import type { UvDependency } from './uv-lock.ts';

/** One text for a source as packages and edges write it: the two are compared. */
function sourceKey(source: Fields | undefined): string {
  if (source === undefined) return '';
  return source.keys
    .map((key) => `${key}=${source.requiredText(key)}`)
    .sort()
    .join('&');
}

interface Entry {
  readonly at: number;
  readonly version: string | undefined;
  readonly source: string;
}

/**
 * Finds the package that an edge means: identity is name, version and source, and an edge leaves
 * out what its name alone decides.
 */
export class PackageIndex {
  readonly #byName = new Map<string, Entry[]>();

  constructor(packages: readonly Fields[]) {
    packages.forEach((table, at) => {
      const name = normalizeName(table.requiredText('name'));
      const entry: Entry = {
        at,
        version: table.text('version'),
        source: sourceKey(table.table('source')),
      };
      const entries = this.#byName.get(name);
      if (entries === undefined) this.#byName.set(name, [entry]);
      else entries.push(entry);
    });
  }

  find(edge: Fields): number {
    const name = normalizeName(edge.requiredText('name'));
    const entries = this.#byName.get(name) ?? [];
    const [only] = entries;
    const version = edge.text('version');
    const source = edge.table('source');
    if (entries.length === 1 && only !== undefined) {
      if (version === undefined && source === undefined) return only.at;
    }
    const key = sourceKey(source);
    const found = entries.filter(
      (entry) =>
        (version === undefined || entry.version === version) &&
        (source === undefined || entry.source === key),
    );
    const [match] = found;
    if (found.length === 1 && match !== undefined) return match.at;
    const named = version === undefined ? name : `${name} ${version}`;
    throw edge.error(
      'lock-field',
      undefined,
      found.length === 0
        ? `the lock has no package \`${named}\` that this dependency could mean`
        : `the lock has ${found.length} packages \`${named}\`, and this dependency does not say which`,
      'Write the lock again with `uv lock`.',
    );
  }
}

/** The edges of a package, extra or group. */
export function readDependencies(
  table: Fields,
  key: string,
  index: PackageIndex,
): readonly UvDependency[] {
  return table.tables(key).map((edge) => {
    const marker = edge.text('marker');
    return {
      to: index.find(edge),
      extras: edge.texts('extra').map(normalizeName),
      ...(marker === undefined ? {} : { marker }),
    };
  });
}
