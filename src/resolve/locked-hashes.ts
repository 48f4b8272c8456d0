import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { checksumMismatch } from '../failures/checksum-mismatch.ts';
import type { LockedFile, LockedFiles } from '../lock/locked-file.ts';
import type { PylockLock } from '../lock/formats/pylock/pylock-lock.ts';
import type { Distribution } from '../lock/model.ts';

/**
 * The answer of an index, without the files that have none of the hashes (lower-case hexadecimal sha256) by which a lock
 * pins them: an index knows of files that were uploaded after a lock was made.
 *
 * @throws DiagnosticError with every package of which nothing is left.
 */
export function withLockedHashes(answer: PylockLock, pinned: readonly Distribution[]): PylockLock {
  const byName = new Map(
    pinned.flatMap((each) => (each.isNameless === true ? [] : [[each.name, each] as const])),
  );
  const others: Diagnostic[] = [];
  const packages = answer.packages.map((each) => {
    const locked = byName.get(each.name);
    const hashes = locked?.source.kind === 'unlocated' ? locked.source.hashes : [];
    if (!locked || hashes.length === 0 || each.source.kind !== 'files') return each;
    const isAllowed = ({ sha256 }: LockedFile) => sha256 !== null && hashes.includes(sha256);
    const { wheels, sdist } = each.source;
    const files = { wheels: wheels.filter(isAllowed), ...(sdist && isAllowed(sdist) && { sdist }) };
    if (isEmpty(files) && !isEmpty(each.source)) others.push(otherFiles(locked));
    return { ...each, source: { kind: 'files' as const, ...files } };
  });
  if (others.length > 0) throw new DiagnosticError(others);
  return { ...answer, packages };
}

function isEmpty({ wheels, sdist }: LockedFiles): boolean {
  return wheels.length === 0 && sdist === undefined;
}

function otherFiles({ name, version, span }: Distribution): Diagnostic {
  const named = version === null ? name : `${name} ${version}`;
  const place = `the index's ${named}`;
  const reason = 'none of its files has a hash of the lock';
  return checksumMismatch({ place, name, span, reason, help: HELP });
}

/** The error for a url that leads to another file than the one in the lock. */
export function otherFileAt(url: string, { name, span }: Distribution): Diagnostic {
  return checksumMismatch({ place: `the file at ${url}`, name, span, help: HELP });
}

const HELP =
  'Make the lock again if the file was replaced on purpose; otherwise do not trust its server.';
