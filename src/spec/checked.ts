import type * as z from 'zod/mini';
import type { documentSchema } from './schema/document.ts';
import type { YamlMapping } from './yaml/node.ts';

/** grocker.yml as the schema gives it out. */
export type Document = z.output<typeof documentSchema>;

declare const shape: unique symbol;

/**
 * A mapping that the schema accepted, with its places and its texts as they are written. `Shape` is the output of the
 * schema for it: only keys that the schema has can be read.
 */
export interface Checked<Shape> extends YamlMapping {
  readonly [shape]?: Shape;
}

/** The keys of a mapping, or of each alternative of one. */
export type KeyOf<Shape> = Shape extends unknown ? Extract<keyof Shape, string> : never;

/** The value of a key. */
export type ValueOf<Shape, Key> = Shape extends unknown
  ? Key extends keyof Shape
    ? NonNullable<Shape[Key]>
    : never
  : never;

/** The alternatives of a value that are mappings. */
export type MappingIn<Value> = Value extends readonly unknown[]
  ? never
  : Value extends object
    ? Value
    : never;

/** The items of the alternatives of a value that are lists. */
export type ItemIn<Value> = Value extends readonly (infer Item)[] ? Item : never;

/** The part of the document under a key, as a mapping. */
export type Section<Key extends keyof Document> = Checked<MappingIn<Document[Key]>>;
