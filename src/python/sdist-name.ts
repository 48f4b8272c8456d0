/**
 * File names of source distributions.
 * PEP 625 (`{name}-{version}.tar.gz`), and what was uploaded before it (PEP 527).
 */
import { normalizeName } from './name.ts';
import type { NormalizedName } from './name.ts';
import { parseVersion } from './version.ts';
import type { Version } from './version.ts';

export interface SdistName {
  readonly name: NormalizedName;
  readonly version: Version;
}

/** `.tar.gz` is the standard's; the others are found on older releases. */
const extensions = [
  '.tar.gz',
  '.zip',
  '.tgz',
  '.tar.bz2',
  '.tbz',
  '.tar.xz',
  '.txz',
  '.tar',
] as const;

/** Whether a file's name ends as an sdist's does. */
export function isSdistFile(file: string): boolean {
  return extensions.some((extension) => file.endsWith(extension));
}

/**
 * The parts of an sdist's file name; undefined if it is not one.
 * A name that is known settles where the version begins (`foo-1.0-1.tar.gz`); without it the last
 * hyphen does.
 */
export function parseSdistName(file: string, knownName?: string): SdistName | undefined {
  const extension = extensions.find((candidate) => file.endsWith(candidate));
  if (extension === undefined) return undefined;
  const stem = file.slice(0, -extension.length);
  if (knownName !== undefined) {
    const wanted = normalizeName(knownName);
    for (let at = stem.indexOf('-'); at !== -1; at = stem.indexOf('-', at + 1)) {
      if (normalizeName(stem.slice(0, at)) !== wanted) continue;
      const version = parseVersion(stem.slice(at + 1));
      return version && { name: wanted, version };
    }
    return undefined;
  }
  const hyphen = stem.lastIndexOf('-');
  if (hyphen <= 0) return undefined;
  const version = parseVersion(stem.slice(hyphen + 1));
  return version && { name: normalizeName(stem.slice(0, hyphen)), version };
}
