import type { Specifier } from './specifier.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** Whether a version is an earlier one than a limit; a text that is no version is not. */
export function isBelow(text: string, limit = '0'): boolean {
  const [version, bound] = [parseVersion(text), parseVersion(limit)];
  return version !== undefined && bound !== undefined && compareVersions(version, bound) < 0;
}

/** Whether a clause admits only versions that are earlier than a limit. */
export function isHeldBelow(clause: Specifier, limit = '0'): boolean {
  const { operator, text } = clause;
  if (operator === '===' || operator === '<=') return isBelow(text, limit);
  if (operator === '<') return parseVersion(text) !== undefined && !isBelow(limit, text);
  const { release } = clause.version;
  if (operator === '==') {
    return clause.wildcard ? !isBelow(limit, after(release)) : isBelow(text, limit);
  }
  return operator === '~=' && !isBelow(limit, after(release.slice(0, -1)));
}

/** The first release that does not begin as another: 1.2 after 1.1. */
function after(release: Version['release']): string {
  return [...release.slice(0, -1), BigInt(release.at(-1) ?? 0) + 1n].join('.');
}
