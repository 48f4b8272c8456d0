import type { SourceText } from '../diagnostics/source-text.ts';
import { languageOf, quotedText } from '../gateway/diagnostic-status.ts';
import type { SourceFile } from '../llb/llb.ts';

/** A file of more characters is not sent whole: a lock of 1 MB would be part of every definition and of every failure. */
const LARGE = 65_536;

/** How many lines buildx shows before and after a range, at most (solver/errdefs/source.go of BuildKit). */
const CONTEXT = 2;

/** A file that vertices refer to; of a large one, only the lines that can be quoted, at their places. */
export function sourceFile(source: SourceText): SourceFile {
  const { name: filename, text } = source;
  return {
    filename,
    language: languageOf(filename),
    data:
      text.length <= LARGE
        ? quotedText(text)
        : (ranges) =>
            quotedText(
              excerpt(
                source,
                ranges.map(({ start, end }) => [start.line, end.line]),
              ),
            ),
  };
}

/** The text with all lines empty that are far from each of the given lines, first and last. */
function excerpt(source: SourceText, lines: readonly (readonly [number, number])[]): string {
  let next = 1;
  let kept = '';
  for (const [first, last] of lines.toSorted(([a], [b]) => a - b)) {
    const from = Math.max(next, first - CONTEXT);
    const behind = Math.min(source.lineCount, last + CONTEXT) + 1;
    if (behind <= from) continue;
    kept +=
      '\n'.repeat(from - next) + source.text.slice(source.offset(from), source.offset(behind));
    next = behind;
  }
  return kept;
}
