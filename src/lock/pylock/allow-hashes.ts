import type { LockedFile } from '../locked-file.ts';
import type { PylockLock } from './pylock-lock.ts';

/**
 * The lock without the files whose checksum is not allowed: an index knows of files that were
 * uploaded after a lock of hashes was made.
 *
 * @param allowed lower-case hexadecimal sha256 by package; packages without an entry, and with an
 *   empty one, keep all files.
 */
export function allowHashes(
  lock: PylockLock,
  allowed: ReadonlyMap<string, readonly string[]>,
): PylockLock {
  return {
    ...lock,
    packages: lock.packages.map((each) => {
      const hashes = allowed.get(each.name) ?? [];
      if (hashes.length === 0 || each.source.kind !== 'files') return each;
      const isAllowed = ({ sha256 }: LockedFile) => sha256 !== null && hashes.includes(sha256);
      const { sdist, wheels } = each.source;
      return {
        ...each,
        source: {
          kind: 'files',
          wheels: wheels.filter(isAllowed),
          ...(sdist && isAllowed(sdist) && { sdist }),
        },
      };
    }),
  };
}
