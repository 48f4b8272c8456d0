import type * as z from 'zod/mini';

/** The output of a schema, which nobody changes. */
export type FrozenOutput<Schema extends z.core.$ZodType> = Frozen<z.output<Schema>>;

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;
