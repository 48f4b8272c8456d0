import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComparisonBench } from '../comparison/compare.ts';
import type { Comparison } from '../comparison/comparison.ts';
import { describeMachine } from '../comparison/comparison-report.ts';
import { buildAndPush, forgetEverything } from '../engine.ts';
import { withMarkedPart } from '../marked-part.ts';
import { quietMachine } from '../quiet.ts';
import type { Machine } from '../results.ts';
import { ProcessorSampler } from './processor-samples.ts';
import { timeLine, type TimedBuild } from './time-line.ts';
import { timeLinePart } from './time-line-part.ts';
import { timeLineSvg } from './time-line-svg.ts';

/** Builds each application with nothing cached, and writes the time line of the build in the middle: next to the page and to it, or to the logs. */
export async function runTimeLines(
  bench: ComparisonBench,
  comparisons: readonly Comparison[],
  machine: Machine,
  page: string | undefined,
): Promise<void> {
  await mkdir(bench.logs, { recursive: true });
  const parts: string[] = [];
  for (const comparison of comparisons) {
    const builds: TimedBuild[] = [];
    for (let run = 0; run < bench.runs; run++) {
      const build = await timedBuild(bench, comparison, run, machine.processors);
      bench.say(`${comparison.id} ${run + 1}/${bench.runs}: ${build.seconds.toFixed(2)} s`);
      builds.push(build);
    }
    const bySeconds = builds.toSorted((one, other) => one.seconds - other.seconds);
    const middle = bySeconds[Math.floor((bySeconds.length - 1) / 2)];
    if (middle === undefined) throw new Error('no build was run');
    const line = timeLine(middle);
    const picture = `time-line-${comparison.id}.svg`;
    const folder = page === undefined ? bench.logs : join(page, '..');
    await writeFile(join(folder, picture), timeLineSvg(line, comparison.title));
    parts.push(timeLinePart(line, comparison.title, picture));
  }
  const date = new Date().toISOString().slice(0, 10);
  const head =
    `\`npm run bench -- --time-line\` on ${date}: ${describeMachine(machine)}. ` +
    `Each is the one in the middle of ${bench.runs} builds.\n\n`;
  const part = `${head}${parts.join('\n')}`;
  if (page === undefined) bench.say(part);
  else await writeFile(page, withMarkedPart(await readFile(page, 'utf8'), 'time-line', part));
}

async function timedBuild(
  bench: ComparisonBench,
  comparison: Comparison,
  run: number,
  processors: number,
): Promise<TimedBuild> {
  const [side] = comparison.sides;
  if (side === undefined) throw new Error(`${comparison.id} has no side`);
  const { missing } = await bench.images.contexts(side.images);
  if (missing !== undefined) throw new Error(missing);
  const place = bench.place(comparison, side);
  await bench.reset(comparison, place);
  await forgetEverything(bench.engine);
  await quietMachine(bench.patience);
  const sampler = new ProcessorSampler(processors);
  const began = Date.now();
  const { seconds, progress } = await buildAndPush(bench.engine, {
    context: place.directory,
    file: side.file,
    image: `bench/time-line-${comparison.id}-${began}:${run}`,
    log: join(bench.logs, `time-line-${comparison.id}-${run}.json`),
  });
  return { began, seconds, progress, samples: sampler.stop(), processors };
}
