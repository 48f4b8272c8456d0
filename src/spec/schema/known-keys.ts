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

/**
 * The schemas that say what may stand at a path: that of the key, then that of its value. A union is
 * one schema where the path ends in it, and each of its alternatives where it goes on.
 */
export function schemasAt(schema: z.core.$ZodType, path: Path): readonly z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const [first, ...rest] = path;
  if (def.type === 'optional' || def.type === 'nonoptional' || def.type === 'nullable') {
    const inner = schemasAt(def.innerType, path);
    return first === undefined ? [schema, ...inner] : inner;
  }
  if (first === undefined) return [schema];
  if (def.type === 'union') return def.options.flatMap((option) => schemasAt(option, path));
  if (def.type === 'array') return schemasAt(def.element, rest);
  if (def.type === 'record') return schemasAt(def.valueType, rest);
  const member = def.type === 'object' ? def.shape[String(first)] : undefined;
  return member === undefined ? [] : schemasAt(member, rest);
}

/** Whether a value may be a mapping whose keys the schema lists. */
export function takesOwnKeys(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'nonoptional' || def.type === 'nullable') {
    return takesOwnKeys(def.innerType);
  }
  return def.type === 'object' || (def.type === 'union' && def.options.some(takesOwnKeys));
}
