import type * as z from 'zod/mini';

type Path = readonly PropertyKey[];

/** The keys that a mapping at a path of the document may have, as the schema lists them. */
export function knownKeys(schema: z.core.$ZodType, path: Path): readonly string[] {
  return [...new Set(reachable(schema, path))];
}

function reachable(schema: z.core.$ZodType, path: Path): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const [first, ...rest] = path;
  if (def.type === 'optional' || def.type === 'nonoptional' || def.type === 'nullable') {
    return reachable(def.innerType, path);
  }
  if (def.type === 'union') return def.options.flatMap((option) => reachable(option, path));
  if (def.type === 'object') {
    if (first === undefined) return Object.keys(def.shape);
    const member = def.shape[String(first)];
    return member === undefined ? [] : reachable(member, rest);
  }
  if (first === undefined) return [];
  if (def.type === 'array') return reachable(def.element, rest);
  return def.type === 'record' ? reachable(def.valueType, rest) : [];
}

/** Keys of the file under which a mapping has this key: where one that stands outside belongs. */
export function parentsOf(schema: z.core.$ZodType, key: string): readonly string[] {
  return knownKeys(schema, []).filter(
    (parent) =>
      parent !== 'services' &&
      ['', '0', 'name'].some((step) =>
        knownKeys(schema, step === '' ? [parent] : [parent, step]).includes(key),
      ),
  );
}
