import type { SourceText } from './source-text.ts';
import type { Span } from './span.ts';

/** Columns of a terminal that a quoted line may fill; a longer line is cut to the part around the span. */
const widest = 100;
const leftOfSpan = 40;
const tab = '    ';

type Paint = (text: string) => string;

/** The first line of a span with a line of marks below it; nothing where the file is not at hand. */
export function quoteLine(
  span: Span,
  sources: ReadonlyMap<string, SourceText>,
  mark: Paint,
  quiet: Paint,
): readonly string[] {
  const source = sources.get(span.file);
  if (source === undefined || span.start.line > source.lineCount) return [];
  const line = source.line(span.start.line);
  const start = Math.min(span.start.column - 1, line.length);
  const onOneLine = span.end.line === span.start.line;
  const end = Math.min(onOneLine ? span.end.column - 1 : line.length, line.length);
  const cutFrom = line.length > widest && start > leftOfSpan ? start - leftOfSpan : 0;
  const cutTo = Math.min(line.length, cutFrom + widest);
  const before = shown(line.slice(cutFrom, start));
  const marked = shown(line.slice(start, Math.min(end, cutTo)));
  const after = shown(line.slice(Math.min(end, cutTo), cutTo));
  const first = cutFrom === 0 ? '' : '…';
  const last = cutTo === line.length ? '' : '…';
  const number = String(span.start.line);
  const carets = '^'.repeat(Math.max(1, width(marked)));
  return [
    `  ${quiet(`${number} │`)} ${first}${before}${marked}${after}${last}`.trimEnd(),
    `  ${quiet(`${' '.repeat(number.length)} │`)} ${' '.repeat(width(first + before))}${mark(carets)}`,
  ];
}

/** The text with tabs as blanks, and a sign for each character that would move the cursor or colour the terminal. */
function shown(text: string): string {
  return text.replace(/\t/g, tab).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD');
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u;
const combining = /\p{Mn}/u;

/** Columns that a text takes in a terminal. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (wide.test(character)) columns += 2;
    else if (!combining.test(character)) columns += 1;
  }
  return columns;
}
