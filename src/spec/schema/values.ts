import * as z from 'zod/mini';

/** What `documented` says of a schema; becomes the JSON Schema's words and the reference page. */
export interface Documentation {
  readonly description: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

// Compiling checks into functions pays for thousands of documents; here it is one.
z.config({ jitless: true });

export const documentation = z.registry<Documentation>();

/** A key's schema with its description; the key may be left out. */
export function key<Schema extends z.core.$ZodType>(
  schema: Schema,
  description: string,
  more: Omit<Documentation, 'description'> = {},
): z.ZodMiniOptional<Schema> {
  const optional = z.optional(schema);
  documentation.add(optional, { description, ...more });
  return optional;
}

/** The same for a key that has to be there. */
export function requiredKey<Schema extends z.core.$ZodType>(
  schema: Schema,
  description: string,
  more: Omit<Documentation, 'description'> = {},
): z.ZodMiniNonOptional<Schema> {
  const required = z.nonoptional(schema);
  documentation.add(required, { description, ...more });
  return required;
}

// The error of each schema is what was expected, in a person's words.

export const text = z.string({ error: 'a text' });

/** Numbers and booleans are taken as they were written. */
export const writtenText = z.union([z.string(), z.number(), z.boolean()], { error: 'a text' });

export const boolean = z.boolean({ error: '`true` or `false`' });

export const texts = z.array(text, { error: 'a list of texts' });

export const writtenTexts = z.array(writtenText, { error: 'a list of texts' });

export const textOrTexts = z.union([text, texts], { error: 'a text or a list of texts' });

/** NAME: text, any name. */
export const textMap = z.record(z.string(), writtenText, { error: 'a mapping of names to texts' });

export function wholeNumber(minimum: number, maximum: number): z.ZodMiniNumber {
  const error = `a whole number from ${minimum} to ${maximum}`;
  return z.int({ error }).check(z.minimum(minimum, { error }), z.maximum(maximum, { error }));
}
