import * as z from 'zod/mini';
import { byteCount } from './byte-count.ts';
import { counted } from './counted.ts';

/** What `base: minimal` left out of a system package. */
export interface LeftOut {
  readonly name: string;
  /** Whether the image has no file of it. */
  readonly whole: boolean;
  readonly files: number;
  readonly bytes: number;
}

/** Written by steps/minimal_root.py. */
export const LEFT_OUT = 'var/lib/dpkg/left-out.json';

const record = z.record(
  z.string(),
  z.object({ whole: z.boolean(), files: z.number(), bytes: z.number() }),
);

/** The packages, the largest first; undefined if there is no such file, or if it is another one's. */
export function leftOut(text: string | undefined): readonly LeftOut[] | undefined {
  if (text === undefined) return undefined;
  try {
    const read = z.safeParse(record, JSON.parse(text));
    if (!read.success) return undefined;
    return Object.entries(read.data)
      .map(([name, each]) => ({ name, ...each }))
      .toSorted((left, right) => right.bytes - left.bytes || (left.name < right.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

/** How many packages and bytes, in one line. */
export function leftOutSummary(all: readonly LeftOut[]): string {
  const whole = all.filter((each) => each.whole);
  const sum = (list: readonly LeftOut[]) => list.reduce((bytes, each) => bytes + each.bytes, 0);
  const parts = all.length - whole.length;
  return `${byteCount(sum(all))} left out by base: minimal: ${counted(whole.length, 'package')} (${byteCount(sum(whole))})${parts === 0 ? '' : `, and files of ${parts} more`}`;
}
