import type { Position, Span } from './span.ts';

/** A file that the user wrote, able to turn offsets (UTF-16 code units) into positions. */
export class SourceText {
  readonly name: string;
  readonly text: string;
  #starts: readonly number[] | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** Computed when a position is needed: most files never need one. */
  get #lineStarts(): readonly number[] {
    this.#starts ??= [
      0,
      ...Array.from(
        this.text.matchAll(/\r\n|\n|\r/g),
        ({ index, 0: { length } }) => index + length,
      ),
    ];
    return this.#starts;
  }

  /** Number of lines, an empty one after the last line break included. */
  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** Where a 1-based line begins; the end of the text for a line after the last. */
  offset(line: number): number {
    return this.#lineStarts[line - 1] ?? this.text.length;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }

  span(start: number, end: number): Span {
    return { file: this.name, start: this.position(start), end: this.position(end) };
  }

  /** The text of a 1-based line, without its line break. */
  line(number: number): string {
    const start = this.#lineStarts[number - 1];
    if (start === undefined) return '';
    let end = this.#lineStarts[number] ?? this.text.length;
    // By character: a pattern would read the whole line for each of its findings.
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end -= 1;
    return this.text.slice(start, end);
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}
