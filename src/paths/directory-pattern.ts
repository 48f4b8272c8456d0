/** A pattern of .dockerignore syntax, relative to a directory of the context, as seen from the context's root. */
export function patternIn(directory: string, pattern: string): string {
  const { negation, bare } = parsed(pattern);
  return negation + (prefixOf(directory) + bare).replaceAll(/\/{2,}/g, '/');
}

/** The other way round: a pattern of the context as seen from one of its directories. */
export function patternFrom(directory: string, pattern: string): string {
  const { negation, bare } = parsed(pattern);
  const prefix = prefixOf(directory);
  return negation + (bare.startsWith(prefix) ? bare.slice(prefix.length) : bare);
}

function parsed(pattern: string): { readonly negation: string; readonly bare: string } {
  return pattern.startsWith('!')
    ? { negation: '!', bare: pattern.slice(1) }
    : { negation: '', bare: pattern };
}

/** A path has no wildcards: what would be one is escaped as github.com/moby/patternmatcher reads it. */
function prefixOf(directory: string): string {
  return directory === '.' ? '' : `${literalPattern(directory)}/`;
}

/** The pattern that a path alone matches, and what is in it. */
export function literalPattern(path: string): string {
  return path.replaceAll(/[\\*?[\]^]|^[! ]/g, '\\$&');
}
