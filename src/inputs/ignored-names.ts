import { glob } from '../paths/glob.ts';

/**
 * Tells which files in the context's root patterns of .dockerignore leave out (MatchesOrParentMatches of
 * github.com/moby/patternmatcher); undefined if a pattern says more than `*`, `?` and `**` as a whole part, or if they are
 * longer than any that people write.
 */
export function ignoredNames(patterns: readonly string[]): ((name: string) => boolean) | undefined {
  if (patterns.some((pattern) => /[\\[\]]|\*\*[^/]/.test(pattern))) return undefined;
  if (patterns.reduce((length, pattern) => length + pattern.length, 0) > LONGEST) return undefined;
  const rules = patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    return { negated, matches: matcher(negated ? pattern.slice(1) : pattern) };
  });
  // The last pattern that matches decides.
  return (name) => rules.findLast(({ matches }) => matches(name))?.negated === false;
}

/** Characters of all patterns: each name is compared with every one of them. */
const LONGEST = 16_384;

function matcher(pattern: string): (name: string) => boolean {
  const parts = pattern.split(/(\*\*\/?|\*|\?)/);
  return glob(
    parts.map((part, index) => {
      if (part === '*') return { any: 'name' };
      if (part === '?') return { any: 'character' };
      if (!part.startsWith('**')) return part;
      return { any: parts.slice(index + 1).every((each) => each === '') ? 'path' : 'directories' };
    }),
  );
}
