import * as z from 'zod/mini';
import { asList, asNumber, asText, asVariables, withRemedy } from './remedies.ts';
import type { Remedy } from './remedies.ts';

/** The documentation of a schema; becomes the descriptions of the JSON Schema and of the reference page. */
export interface Documentation {
  readonly description: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

// Compiling checks into functions pays for thousands of documents; here it is one.
z.config({ jitless: true });

export const documentation = z.registry<Documentation>();

/** Further properties of a key, besides its description. */
interface KeyWords extends Omit<Documentation, 'description'> {
  /** Told before the remedy of the key's value. */
  readonly remedy?: Remedy;
}

/** A key's schema with its description; the key may be left out. */
export function key<Schema extends z.core.$ZodType>(
  schema: Schema,
  description: string,
  { remedy, ...more }: KeyWords = {},
): z.ZodMiniOptional<Schema> {
  const optional = z.optional(schema);
  documentation.add(optional, { description, ...more });
  return remedy === undefined ? optional : withRemedy(optional, remedy);
}

/** The same for a key that has to be there. */
export function requiredKey<Schema extends z.core.$ZodType>(
  schema: Schema,
  description: string,
  { remedy, ...more }: KeyWords = {},
): z.ZodMiniNonOptional<Schema> {
  const required = z.nonoptional(schema);
  documentation.add(required, { description, ...more });
  return remedy === undefined ? required : withRemedy(required, remedy);
}

// The error of each schema is what was expected, in a person's words.

export const text = withRemedy(z.string({ error: 'a text' }), asText);

/** Numbers and booleans are taken as they were written. */
export const writtenText = withRemedy(
  z.union([z.string(), z.number(), z.boolean()], { error: 'a text' }),
  asText,
);

export const boolean = z.boolean({ error: '`true` or `false`' });

export const texts = withRemedy(z.array(text, { error: 'a list of texts' }), asList(','));

export const writtenTexts = withRemedy(
  z.array(writtenText, { error: 'a list of texts' }),
  asList(','),
);

/** A command, word by word. */
export const commandWords = withRemedy(
  z.array(writtenText, { error: 'a list of texts' }),
  asList(' '),
);

export const textOrTexts = withRemedy(
  z.union([text, texts], { error: 'a text or a list of texts' }),
  asList(','),
);

/** NAME: text, any name. */
export const textMap = withRemedy(
  z.record(z.string(), writtenText, { error: 'a mapping of names to texts' }),
  asVariables,
);

export function wholeNumber(minimum: number, maximum: number): z.ZodMiniNumber {
  const error = `a whole number from ${minimum} to ${maximum}`;
  const number = z
    .int({ error })
    .check(z.minimum(minimum, { error }), z.maximum(maximum, { error }));
  return withRemedy(number, asNumber);
}
