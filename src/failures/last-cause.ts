/** A message of a program, and what it means; undefined if it only looks like it. */
export type CauseRow<Facts, Cause> = readonly [
  pattern: RegExp,
  read: (match: readonly string[], facts: Facts) => Cause | undefined,
];

/** Characters of a line that are read: a message says first what happened. */
const LONGEST_LINE = 4000;

/** The last line of a log that a row explains, and its cause; of several rows the first one decides. */
export function lastCause<Facts, Cause>(
  log: string,
  rows: readonly CauseRow<Facts, Cause>[],
  facts: Facts,
): { readonly line: string; readonly cause: Cause } | undefined {
  for (const written of log.split('\n').toReversed()) {
    const line = written.slice(0, LONGEST_LINE).trim();
    for (const [pattern, read] of rows) {
      const match = pattern.exec(line);
      const cause = match && read(match, facts);
      if (cause !== null && cause !== undefined) return { line, cause };
    }
  }
  return undefined;
}
