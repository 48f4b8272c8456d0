import type { Method } from './wire/codec.ts';

const SHORT = 60_000;
/** A registry may be slow, and the daemon retries by itself. */
const REGISTRY = 600_000;

/**
 * How long an answer of the daemon may take, in milliseconds. Calls that run steps take as long as
 * the steps: a solve, and reads of its result, which the daemon makes on demand.
 */
export const CALL_LIMITS: Readonly<Partial<Record<Method, number>>> = {
  Ping: SHORT,
  Inputs: SHORT,
  Warn: SHORT,
  Return: SHORT,
  ResolveImageConfig: REGISTRY,
  ResolveSourceMeta: REGISTRY,
};
