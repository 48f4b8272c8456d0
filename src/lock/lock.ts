import type { formats } from './formats/formats.ts';

/** A lock as read: plain JSON, opaque to all but its format; `selectDistributions` reads it. */
export type Lock = ReturnType<(typeof formats)[number]['read']>;
