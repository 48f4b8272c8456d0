import type { YamlEntry, YamlMapping, YamlNode } from './yaml/node.ts';

/**
 * One mapping laid over another, as Grocker 8 merged its files: mappings merge key by key, lists
 * and scalars replace, and a key without a value takes back what was given below.
 */
export function mergeMappings(below: YamlMapping, above: YamlMapping): YamlMapping {
  const entries = new Map<string, YamlEntry>(
    below.entries.map((entry) => [entry.key.text, entry] as const),
  );
  for (const entry of above.entries) {
    const inherited = entries.get(entry.key.text);
    if (inherited === undefined) {
      entries.set(entry.key.text, entry);
    } else if (isNothing(entry.value)) {
      entries.delete(entry.key.text);
    } else if (inherited.value.kind === 'mapping' && entry.value.kind === 'mapping') {
      const value = mergeMappings(inherited.value, entry.value);
      entries.set(entry.key.text, { key: entry.key, value });
    } else {
      entries.set(entry.key.text, entry);
    }
  }
  return { ...above, entries: [...entries.values()] };
}

/** `key:` with nothing after it, `~` or `null`. */
export function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
