import { normalizeName } from '../python/name.ts';
import type { Fields } from './fields.ts';

/**
 * Requirements by group, included groups in place (PEP 735), each once; what is malformed is left
 * out, and what would include itself.
 */
export function dependencyGroupTexts(
  table: Fields | undefined,
): Readonly<Record<string, readonly string[]>> {
  if (table === undefined) return {};
  const groups = new Map(
    table.keys.map((key): [string, readonly unknown[]] => {
      const items: unknown = table.raw(key);
      return [normalizeName(key), Array.isArray(items) ? items : []];
    }),
  );
  return Object.fromEntries([...groups.keys()].map((name) => [name, textsOf(name, groups)]));
}

function textsOf(name: string, groups: ReadonlyMap<string, readonly unknown[]>): readonly string[] {
  const texts: string[] = [];
  const included = new Set<string>();
  const include = (group: string) => {
    if (included.has(group)) return;
    included.add(group);
    for (const item of groups.get(group)?.toReversed() ?? []) pending.push(item);
  };
  // The next one last: groups may include one another deeper than calls may be nested.
  const pending: unknown[] = [];
  include(name);
  while (pending.length > 0) {
    const item = pending.pop();
    if (typeof item === 'string') texts.push(item);
    else if (typeof item === 'object' && item !== null && 'include-group' in item) {
      const group = item['include-group'];
      if (typeof group === 'string') include(normalizeName(group));
    }
  }
  return texts;
}
