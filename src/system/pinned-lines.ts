import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';

/** The pin of a file or a commit. */
const PIN = /\b(?:sha256|commit) *= *"([0-9a-f]{40}(?:[0-9a-f]{24})?)"/g;

/** The lines of files and commits, by checksum. */
export function pinnedLines(source: SourceText): ReadonlyMap<string, Span> {
  const rows = new Map<string, Span>();
  for (const { index, 1: pin = '' } of source.text.matchAll(PIN)) {
    const { line } = source.position(index);
    const end = { line, column: source.line(line).length + 1 };
    if (!rows.has(pin)) rows.set(pin, { file: source.name, start: { line, column: 1 }, end });
  }
  return rows;
}
