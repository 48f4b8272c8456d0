import type { PylockLock } from './pylock/pylock-lock.ts';

/** A lock as read: plain JSON, opaque to all but this folder; `selectDistributions` reads it. */
export type Lock = PylockLock;
