import type { ContextOrigin, PlannedCompile, PlannedPackage } from './plan.ts';

/** Whether a package is made of files of the context: the project itself, or a directory that it depends on. */
export function isOfContext(
  planned: PlannedPackage,
): planned is PlannedCompile & { readonly origin: ContextOrigin } {
  return planned.kind === 'compile' && planned.origin.from === 'context';
}
