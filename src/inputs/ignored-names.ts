/**
 * Tells which files in the context's root patterns of .dockerignore leave out (MatchesOrParentMatches of
 * github.com/moby/patternmatcher); undefined if a pattern says more than `*`, `?` and `**` as a whole part.
 */
export function ignoredNames(patterns: readonly string[]): ((name: string) => boolean) | undefined {
  if (patterns.some((pattern) => /[\\[\]]|\*\*[^/]/.test(pattern))) return undefined;
  const rules = patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    return { negated, matches: expression(negated ? pattern.slice(1) : pattern) };
  });
  // The last pattern that matches decides.
  return (name) => rules.findLast(({ matches }) => matches.test(name))?.negated === false;
}

function expression(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/?|\*|\?)/);
  const source = parts.map((part, index) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (!part.startsWith('**')) return part.replaceAll(/[$()+.^{|}]/g, '\\$&');
    return parts.slice(index + 1).join('') === '' ? '.*' : '(.*/)?';
  });
  return new RegExp(`^${source.join('')}$`, 's');
}
