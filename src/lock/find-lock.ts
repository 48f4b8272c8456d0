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
