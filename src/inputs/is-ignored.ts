/**
 * Whether patterns of .dockerignore leave a file in the context's root out (MatchesOrParentMatches of
 * github.com/moby/patternmatcher); undefined where a pattern says more than `*`, `?` and `**` as a whole part.
 */
export function isIgnored(name: string, patterns: readonly string[]): boolean | undefined {
  let ignored = false;
  for (const pattern of patterns) {
    if (/[\\[\]]|\*\*[^/]/.test(pattern)) return undefined;
    const negated = pattern.startsWith('!');
    // The last pattern that matches decides.
    if (expression(negated ? pattern.slice(1) : pattern).test(name)) ignored = !negated;
  }
  return ignored;
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
