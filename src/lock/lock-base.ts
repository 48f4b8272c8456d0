import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** The fields that every lock has once it is read. */
export interface LockBase {
  /** Name of the lock as the user knows it, relative to the context. */
  readonly file: string;
  /** Files that it names and that were not given: read them and read the lock again. */
  readonly missing: readonly string[];
  /** Problems that do not depend on the selection: the lock is stale. */
  readonly diagnostics: readonly Diagnostic[];
}
