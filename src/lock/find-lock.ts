/** The lock of a project, found by itself: the first of these beside the project. */

export const UV_LOCK = 'uv.lock';

/** Patterns of the names that it can have, in this order; `*` has no dot here. */
export const LOCK_PATTERNS: readonly string[] = [
  UV_LOCK,
  'pylock.toml',
  'pylock.*.toml',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements.txt',
];

const inOrder = LOCK_PATTERNS.map(
  (pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '[^.]+')}$`),
);

/** The name of the lock among the names of one directory, undefined where there is none. */
export function findLock(names: Iterable<string>): string | undefined {
  const sorted = [...names].sort();
  for (const pattern of inOrder) {
    const found = sorted.find((name) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}
