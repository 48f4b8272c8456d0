import { setTimeout as sleep } from 'node:timers/promises';
import { writtenToDisk } from './engine.ts';
import { ticks } from './time-line/processor-samples.ts';

/** Share of the processors that may be busy with something else. */
export const QUIET = 0.1;

const SAMPLE_SECONDS = 2;

/**
 * Waits until the machine does little else, at most so many seconds: a build in parallel with other work would measure that work, too.
 * What was written before is on the disk then: a build that changed one line took 0.7 seconds longer after one that copied all packages.
 *
 * @returns the share of the processors that was busy last.
 */
export async function quietMachine(seconds: number): Promise<number> {
  await writtenToDisk();
  let busy = await busyShare();
  for (let waited = 0; busy > QUIET && waited < seconds; waited += SAMPLE_SECONDS)
    busy = await busyShare();
  return busy;
}

async function busyShare(): Promise<number> {
  const before = await ticks();
  await sleep(SAMPLE_SECONDS * 1000);
  const after = await ticks();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}
