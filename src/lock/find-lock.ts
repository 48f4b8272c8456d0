/**
 * The lock of a project, found by itself: uv.lock, pylock.toml, pylock.NAME.toml, poetry.lock,
 * pdm.lock, Pipfile.lock, requirements.txt, the first of these beside the project.
 */

/** Patterns of the names that it can have; the last part may have `*`. */
export const LOCK_PATTERNS: readonly string[] = [
  'uv.lock',
  'pylock.toml',
  'pylock.*.toml',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements.txt',
];

const inOrder: readonly RegExp[] = [
  /^uv\.lock$/,
  /^pylock\.toml$/,
  /^pylock\.[^.]+\.toml$/,
  /^poetry\.lock$/,
  /^pdm\.lock$/,
  /^Pipfile\.lock$/,
  /^requirements\.txt$/,
];

/** The name of the lock among the names of one directory, undefined where there is none. */
export function findLock(names: Iterable<string>): string | undefined {
  const sorted = [...names].sort();
  for (const pattern of inOrder) {
    const found = sorted.find((name) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}
