import type { Plan } from '../../plan/plan.ts';
import { UsageError } from '../usage-error.ts';

const parts = [
  'platform',
  'base',
  'system',
  'packages',
  'groups',
  'trees',
  'image',
] as const satisfies readonly (keyof Plan)[];

/** A plan as `grocker plan` printed it. */
export function parsePlan(file: string, json: string): Plan {
  try {
    const plan: unknown = JSON.parse(json);
    // A plan is the edge of the program: `grocker plan` wrote it.
    if (typeof plan === 'object' && plan !== null && parts.every((part) => part in plan)) {
      return plan as Plan;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UsageError(`${file} holds no plan of this version: \`grocker plan\` prints one`);
}
