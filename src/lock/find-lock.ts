/** The lock of a project, found by itself: the first of these beside the project. */

export const UV_LOCK = 'uv.lock';

/** Patterns of the names that `grocker lock` gives, which alone count beside a release. */
export const OWN_LOCK_PATTERNS: readonly string[] = ['pylock.toml', 'pylock.*.toml'];

/** Patterns of the names that it can have, in this order; `*` has no dot here. */
export const LOCK_PATTERNS: readonly string[] = [
  UV_LOCK,
  ...OWN_LOCK_PATTERNS,
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements.txt',
];

/**
 * The locks beside one that counts, of other tools: a second pylock.NAME.toml is one for another purpose (PEP 751, "File
 * name"), and so no rival.
 */
export function otherLocks(names: Iterable<string>, found: string): string[] {
  const rivals = LOCK_PATTERNS.filter((pattern) => !OWN_LOCK_PATTERNS.includes(pattern));
  const isPylock = findLock([found], OWN_LOCK_PATTERNS) !== undefined;
  const sorted = [...names].sort();
  const pylock = isPylock ? undefined : findLock(sorted, OWN_LOCK_PATTERNS);
  return [
    ...(pylock === undefined ? [] : [pylock]),
    ...sorted.filter((name) => rivals.includes(name) && name !== found),
  ];
}

/** The name of the lock among the names of one directory, undefined where there is none. */
export function findLock(
  names: Iterable<string>,
  patterns: readonly string[] = LOCK_PATTERNS,
): string | undefined {
  const sorted = [...names].sort();
  for (const pattern of patterns) {
    const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '[^.]+')}$`);
    const found = sorted.find((name) => expression.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}
