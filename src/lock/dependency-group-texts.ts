import { normalizeName } from '../python/name.ts';
import type { Fields } from './fields.ts';

/** Requirements by group, included groups in place (PEP 735); what is malformed is left out. */
export function dependencyGroupTexts(
  table: Fields | undefined,
): Readonly<Record<string, readonly string[]>> {
  if (table === undefined) return {};
  const keys = new Map<string, string>(table.keys.map((key) => [normalizeName(key), key]));
  const requirements = (name: string, within: readonly string[]): readonly string[] => {
    const key = keys.get(name);
    const items = key === undefined ? undefined : table.raw(key);
    if (!Array.isArray(items) || within.includes(name)) return [];
    return items.flatMap((item: unknown) => {
      if (typeof item === 'string') return [item];
      const included =
        typeof item === 'object' && item !== null && 'include-group' in item
          ? item['include-group']
          : undefined;
      return typeof included === 'string'
        ? requirements(normalizeName(included), [...within, name])
        : [];
    });
  };
  return Object.fromEntries([...keys.keys()].map((name) => [name, requirements(name, [])]));
}
