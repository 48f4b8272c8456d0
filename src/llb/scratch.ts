import type { Output } from './output.ts';

/** The empty filesystem. */
export const scratch: Output = Object.freeze({ index: -1 });
