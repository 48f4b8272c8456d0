import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Share of the processors that may be busy with something else. */
export const QUIET = 0.1;

const SAMPLE_SECONDS = 2;

/**
 * Waits until the machine does little else, at most so many seconds, for a build beside other work measures that work.
 *
 * @returns the share of the processors that was busy last.
 */
export async function quietMachine(seconds: number): Promise<number> {
  let busy = await busyShare();
  for (let waited = 0; busy > QUIET && waited < seconds; waited += SAMPLE_SECONDS)
    busy = await busyShare();
  return busy;
}

async function busyShare(): Promise<number> {
  const before = await processorTimes();
  await sleep(SAMPLE_SECONDS * 1000);
  const after = await processorTimes();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

/** The first line of /proc/stat (proc(5)): user, nice, system, idle, iowait, … in ticks. */
async function processorTimes(): Promise<{ readonly idle: number; readonly all: number }> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  return {
    idle: (ticks[3] ?? 0) + (ticks[4] ?? 0),
    all: ticks.reduce((sum, tick) => sum + tick, 0),
  };
}
