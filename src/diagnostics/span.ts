/** A place in a text: 1-based line, 1-based column counted in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A half-open range of a file that the user wrote; `file` is its name as the user knows it. */
export interface Span {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A value together with the place that it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}
