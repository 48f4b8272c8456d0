import type { Span } from '../diagnostics/span.ts';
import type { Range } from './wire/messages.ts';

/** The wire's form of a span: lines from 1, characters from 0, the end on the last line that is meant. */
export function sourceRange(span: Span): Range {
  const { start, end } = span;
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  return {
    start: { line: start.line, character: start.column - 1 },
    end: { line: last, character: last === end.line ? end.column - 1 : 0 },
  };
}
