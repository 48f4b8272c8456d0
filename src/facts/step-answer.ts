import * as z from 'zod/mini';

/**
 * The JSON that a step of ours wrote.
 *
 * @throws Error if it is something else, for the steps of another version, or a mistake of ours.
 */
export function stepAnswer<Schema extends z.core.$ZodType>(
  step: string,
  schema: Schema,
  json: string,
): z.output<Schema> {
  const result = z.safeParse(schema, parsed(step, json));
  if (result.success) return result.data;
  throw new Error(`steps/${step} answered something else: ${z.prettifyError(result.error)}`);
}

function parsed(step: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`steps/${step} answered no JSON`, { cause: error });
  }
}
