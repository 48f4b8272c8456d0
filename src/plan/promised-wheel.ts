import type { PlannedCompile } from './plan.ts';

/**
 * The version of the wheel that a lock promises of a source; null if only its name is promised, and undefined if nothing is:
 * a directory of the context is text that a reviewer reads, and its name may be a guess until it is built.
 */
export function promisedVersion({
  origin,
  version,
  isNameless,
}: Pick<PlannedCompile, 'origin' | 'version' | 'isNameless'>): string | null | undefined {
  if (isNameless) return undefined;
  return origin.from === 'context' && !isSourceArchive(origin.path) ? undefined : version;
}

/** Whether a path is that of a file with a source in it. */
export function isSourceArchive(path: string): boolean {
  return /\.(?:tar\.[a-z0-9]+|tgz|zip)$/.test(path);
}
