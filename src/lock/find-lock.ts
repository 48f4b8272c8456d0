import { formats } from './formats/formats.ts';
import { OWN_LOCK_PATTERNS } from './formats/pylock/pylock-format.ts';
import { nameExpression } from './lock-name.ts';

/** Patterns of the names of locks, in the order in which they are looked for. */
export const LOCK_PATTERNS: readonly string[] = formats.flatMap(({ patterns }) => [...patterns]);

/**
 * The locks of other tools beside the one that counts. A second pylock.NAME.toml has another purpose (PEP 751, "File
 * name"), and is not one of them.
 */
export function otherLocks(names: Iterable<string>, found: string): string[] {
  const rivals = LOCK_PATTERNS.filter(
    (pattern) => !OWN_LOCK_PATTERNS.some((own) => own === pattern),
  );
  const isPylock = findLock([found], OWN_LOCK_PATTERNS) !== undefined;
  const sorted = [...names].sort();
  const pylock = isPylock ? undefined : findLock(sorted, OWN_LOCK_PATTERNS);
  return [
    ...(pylock === undefined ? [] : [pylock]),
    ...sorted.filter((name) => rivals.includes(name) && name !== found),
  ];
}

/** The name of the lock among the names of one directory, undefined if there is none. */
export function findLock(
  names: Iterable<string>,
  patterns: readonly string[] = LOCK_PATTERNS,
): string | undefined {
  const sorted = [...names].sort();
  for (const pattern of patterns) {
    const expression = nameExpression(pattern);
    const found = sorted.find((name) => expression.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}
