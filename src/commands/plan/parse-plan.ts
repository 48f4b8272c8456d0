import { planSchema, type Plan } from '../../plan/plan.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Reads a plan as `grocker plan` printed it.
 *
 * @throws UsageError if a key of it is not as this version writes it.
 */
export function parsePlan(file: string, json: string): Plan {
  const { success, data, error } = planSchema.safeParse(jsonIn(json));
  if (success) return data;
  const key = error.issues[0]?.path.join('.') ?? '';
  const at = key === '' ? '' : ` (see ${key})`;
  throw new UsageError(`${file} is not a plan of this version${at}: \`grocker plan\` prints one`);
}

/** undefined for a text that is not JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
