/** A line of a requirements file once continuations are joined. */
export interface LogicalLine {
  /** Trimmed, without comment. */
  readonly text: string;
  /** Range in the file, continuations included. */
  readonly start: number;
  readonly end: number;
}

/** Where a comment begins: a `#` at the start or after white space; -1 where there is none. */
function commentStart(line: string): number {
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', at + 1)) {
    if (at === 0 || /\s/.test(line.charAt(at - 1))) return at;
  }
  return -1;
}

function withoutComment(line: string): string {
  const at = commentStart(line);
  return at === -1 ? line : line.slice(0, at);
}

function withoutBackslashes(line: string): string {
  let end = line.length;
  while (line.charAt(end - 1) === '\\') end -= 1;
  return line.slice(0, end);
}

/**
 * Joins lines that end in a backslash, then drops comments and empty lines (pip, "Requirements File
 * Format", "Line continuations", "Comments"). A comment line ends a continuation.
 */
export function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let joined = '';
  let start = -1;
  const finish = (end: number) => {
    const content = withoutComment(joined).trim();
    if (content !== '') lines.push({ text: content, start, end });
    joined = '';
    start = -1;
  };
  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    const line = match[0].replace(/[\r\n]+$/, '').replace(/^\uFEFF/, '');
    const end = match.index + line.length;
    if (start === -1) start = match.index + (/\S/.exec(line)?.index ?? 0);
    const isComment = commentStart(line) !== -1;
    if (line.endsWith('\\') && !isComment) {
      joined += withoutBackslashes(line);
      continue;
    }
    joined += isComment ? ` ${line}` : line;
    finish(end);
  }
  if (start !== -1) finish(text.length);
  return lines;
}
