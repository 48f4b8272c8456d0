/** A bracket or quote that nothing closes. */
export interface Unclosed {
  readonly what: 'list' | 'mapping' | 'quote';
  readonly start: number;
}

// A quote opens a text only where a value may begin; elsewhere it is a character like any other.
const tokens =
  /(?<=^|[\s,[{:-])"(?:[^"\\]|\\[^])*("|$(?![^]))|(?<=^|[\s,[{:-])'(?:[^']|'')*('|$(?![^]))|(?:^|[ \t])#.*|[[\]{}]|[^\s[\]{}"'#]+|["'#]/gm;

/** The innermost bracket or quote before an offset that is still open there. */
export function unclosedBefore(text: string, offset: number): Unclosed | undefined {
  const open: Unclosed[] = [];
  for (const token of text.matchAll(tokens)) {
    const [written] = token;
    if (token.index >= offset) break;
    const isQuoted = written.length > 1 && (written.startsWith('"') || written.startsWith("'"));
    const end = token.index + written.length;
    if (isQuoted && (end > offset || (token[1] ?? token[2]) === '')) {
      return { what: 'quote', start: token.index };
    }
    if (written === '[' || written === '{') {
      open.push({ what: written === '[' ? 'list' : 'mapping', start: token.index });
    } else if (written === ']' || written === '}') {
      open.pop();
    }
  }
  return open.at(-1);
}
