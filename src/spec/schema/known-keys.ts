import * as z from 'zod/mini';

type Path = readonly PropertyKey[];

/** The keys that a mapping at a path of the document may have, as the schema lists them. */
export function knownKeys(schema: z.core.$ZodType, path: Path): readonly string[] {
  return [...new Set(reachable(schema, path))];
}

function reachable(schema: z.core.$ZodType, path: Path): readonly string[] {
  const [first, ...rest] = path;
  const inner = wrapped(schema);
  if (inner !== undefined) return reachable(inner, path);
  const options = alternatives(schema);
  if (options !== undefined) return options.flatMap((option) => reachable(option, path));
  if (first === undefined)
    return schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : [];
  const member = memberOf(schema, first);
  return member === undefined ? [] : reachable(member, rest);
}

/** The schema within one that allows a value to be absent. */
function wrapped(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  return schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniNonOptional ||
    schema instanceof z.ZodMiniNullable
    ? schema.def.innerType
    : undefined;
}

function alternatives(schema: z.core.$ZodType): readonly z.core.$ZodType[] | undefined {
  return schema instanceof z.ZodMiniUnion ? schema.def.options : undefined;
}

/** The schema of a member of a mapping or list. */
function memberOf(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodMiniObject) return schema.shape[String(key)];
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  return schema instanceof z.ZodMiniRecord ? schema.def.valueType : undefined;
}

/** Keys of the file under which a mapping has this key: where a key belongs that is outside of them. */
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
 * The schemas of the values at a path: that of the key, then that of its value. A union is
 * one schema where the path ends in it, and each of its alternatives where it goes on.
 */
export function schemasAt(schema: z.core.$ZodType, path: Path): readonly z.core.$ZodType[] {
  const [first, ...rest] = path;
  const inner = wrapped(schema);
  if (inner !== undefined) {
    return first === undefined ? [schema, ...schemasAt(inner, path)] : schemasAt(inner, path);
  }
  if (first === undefined) return [schema];
  const options = alternatives(schema);
  if (options !== undefined) return options.flatMap((option) => schemasAt(option, path));
  const member = memberOf(schema, first);
  return member === undefined ? [] : schemasAt(member, rest);
}

/** Whether a value may be a mapping whose keys the schema lists. */
export function takesOwnKeys(schema: z.core.$ZodType): boolean {
  const inner = wrapped(schema);
  if (inner !== undefined) return takesOwnKeys(inner);
  return schema instanceof z.ZodMiniObject || (alternatives(schema)?.some(takesOwnKeys) ?? false);
}
