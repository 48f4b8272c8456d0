/** The value in the middle; of two, their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

/** The smallest and the largest value, as `31.2–35.0`; a single value where they look the same. */
export function range(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((each) =>
    each.toFixed(digits),
  );
  return least === most ? String(least) : `${least}–${most}`;
}

/** The median with its spread, as `33.1 (31.2–35.0)`. */
export function medianAndRange(values: readonly number[], digits: number): string {
  return `${median(values).toFixed(digits)} (${range(values, digits)})`;
}

/**
 * The ratio of two medians, and the minimum and maximum of the ratios of each run, in which both sides had the same minute of
 * the machine.
 */
export function ratioAndRange(
  ours: readonly number[],
  theirs: readonly number[],
  digits = 2,
): string {
  const ratios = ours.flatMap((value, run) => {
    const other = theirs[run];
    return other === undefined ? [] : [value / other];
  });
  return `${(median(ours) / median(theirs)).toFixed(digits)} (${range(ratios, digits)})`;
}
