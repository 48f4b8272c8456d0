import type { Span } from './span.ts';

/** A span as BuildKit writes it (pb.Range): lines from 1, characters from 0, the end on the last line that is meant. */
export function sourceRange({ start, end }: Span) {
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  return {
    start: { line: start.line, character: start.column - 1 },
    end: { line: last, character: last === end.line ? end.column - 1 : 0 },
  };
}
