import type { Method } from './wire/codec.ts';

const SHORT = 60_000;
/** A registry may be slow, and the daemon asks it again by itself. */
const REGISTRY = 600_000;

/**
 * How long an answer of the daemon may take, in milliseconds. What runs steps takes as long as they do: a solve, and what
 * is read of its result, which the daemon makes when it is asked for.
 */
export const CALL_LIMITS: Readonly<Partial<Record<Method, number>>> = {
  Ping: SHORT,
  Inputs: SHORT,
  Warn: SHORT,
  Return: SHORT,
  ResolveImageConfig: REGISTRY,
  ResolveSourceMeta: REGISTRY,
};
