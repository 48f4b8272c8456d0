import type { Format } from '../format.ts';
import type { PylockLock } from './pylock-lock.ts';
import { readPylock } from './read-pylock.ts';
import { selectPylock } from './select-pylock.ts';

/** Patterns of the names that `grocker lock` gives, which alone count beside a release (PEP 751, "File name"). */
export const OWN_LOCK_PATTERNS = ['pylock.toml', 'pylock.*.toml'] as const;

/** pylock.toml. One that `grocker lock` made counts only for the question that it answers. */
export const pylockFormat: Format<'pylock', PylockLock> = {
  name: 'pylock',
  patterns: OWN_LOCK_PATTERNS,
  title: 'pylock.toml',
  maker: 'grocker lock',
  companion: 'pyproject.toml',
  saysEveryVersion: false,
  sniff: ({ keys }) => keys.has('lock-version'),
  read: ({ source }) => readPylock(source),
  select: selectPylock,
};
