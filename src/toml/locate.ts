import type { Span } from '../diagnostics/span.ts';

/**
 * Where a value of a parsed file is written: `path` is the keys and indexes that lead to it,
 * `range` a part of a text value, in UTF-16 code units of the value.
 */
export type Locate = (
  path: readonly (string | number)[],
  range?: { readonly start: number; readonly end: number },
) => Span | undefined;
