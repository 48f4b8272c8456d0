/** A line of a requirements file once continuations are joined. */
export interface LogicalLine {
  /** Trimmed, without comment. */
  readonly text: string;
  /** Range in the file, continuations included. */
  readonly start: number;
  readonly end: number;
}

const comment = /(^|\s+)#.*$/;

/**
 * Joins lines that end in a backslash, then drops comments and empty lines (pip, "Requirements File
 * Format", "Line continuations", "Comments"). A comment line ends a continuation.
 */
export function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let joined = '';
  let start = -1;
  const finish = (end: number) => {
    const content = joined.replace(comment, '').trim();
    if (content !== '') lines.push({ text: content, start, end });
    joined = '';
    start = -1;
  };
  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    const line = match[0].replace(/[\r\n]+$/, '').replace(/^\uFEFF/, '');
    const end = match.index + line.length;
    if (start === -1) start = match.index + (/\S/.exec(line)?.index ?? 0);
    const isComment = comment.test(line);
    if (line.endsWith('\\') && !isComment) {
      joined += line.replace(/\\+$/, '');
      continue;
    }
    joined += isComment ? ` ${line}` : line;
    finish(end);
  }
  if (start !== -1) finish(text.length);
  return lines;
}
