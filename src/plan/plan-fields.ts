import * as z from 'zod/mini';
import type { Span } from '../diagnostics/span.ts';

export const text = z.string();
export const texts = z.array(text);

/** A key that is absent unless it says something. */
export const optional = z.exactOptional;

/** A mark that is only ever set. */
export const mark = optional(z.literal(true));

const position = z.strictObject({ line: z.number(), column: z.number() });
const place: z.ZodMiniType<Span> = z.strictObject({ file: text, start: position, end: position });
export const span = optional(place);

/** Variables in the order in which they are written. */
export const variables = z.array(z.strictObject({ name: text, value: text }));
