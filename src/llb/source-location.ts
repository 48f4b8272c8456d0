/** Ranges of a file that people wrote. */
export interface SourceLocation {
  /** Its name among the files that marshal is given; without it there, the location is dropped. */
  readonly filename: string;
  readonly ranges: readonly SourceRange[];
}

export interface SourceRange {
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** Line from 1, character from 0. */
export interface SourcePosition {
  readonly line: number;
  readonly character: number;
}
