import { normalizeName } from '../python/name.ts';

/** The normalised name in a requirement. */
export function nameOf(requirement: string): string {
  return normalizeName(/^\s*([\w.-]+)/.exec(requirement)?.[1] ?? '');
}
