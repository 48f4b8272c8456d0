import type { Output } from './vertex.ts';

/** The empty filesystem. */
export const scratch: Output = Object.freeze({ index: -1 });
