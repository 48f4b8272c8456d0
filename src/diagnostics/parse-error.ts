/** Thrown by the parsers of this folder alone: what was expected, and where in the text. */
export class ParseError extends Error {
  /** The whole text that was parsed. */
  readonly text: string;
  /** Offset in UTF-16 code units of the first unit that is wrong. */
  readonly start: number;
  /** Offset after the last unit that is wrong; equal to `start` where something is missing. */
  readonly end: number;

  constructor(message: string, text: string, start: number, end: number = start) {
    super(message);
    this.name = 'ParseError';
    this.text = text;
    this.start = start;
    this.end = end;
  }
}
