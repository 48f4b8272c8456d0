import { mkdir } from 'node:fs/promises';
import { buildAndPush, forgetEverything, type Engine } from './engine.ts';
import { executed } from './progress.ts';
import { quietMachine } from './quiet.ts';
import { blobs, pushedImage } from './registry.ts';
import type { Run, ScenarioResult } from './results.ts';
import type { Scenario } from './scenario.ts';
import { SIDES, type Side } from './side.ts';
import type { Workload } from './workload.ts';

export interface Bench {
  readonly engine: Engine;
  readonly workload: Workload;
  /** Where the progress of every build is kept. */
  readonly logs: string;
  /** Seconds to wait for a quiet machine before each build. */
  readonly patience: number;
  readonly say: (line: string) => void;
}

/** Builds of both sides in turn, so that neither has the quieter half of the machine's day. */
export async function measure(
  bench: Bench,
  scenario: Scenario,
  series: string,
): Promise<ScenarioResult> {
  const runs: Record<Side['name'], Run[]> = { grocker: [], dockerfile: [] };
  const known = new Map<string, Set<string>>();
  await mkdir(bench.logs, { recursive: true });
  await bench.workload.reset();
  if (!scenario.cold) {
    for (const side of SIDES)
      await measuredRun(bench, side, `${series}-${side.name}`, `${scenario.id}-before`, known);
  }
  for (let run = 0; run < scenario.runs; run++) {
    await scenario.change(bench.workload, run);
    for (const side of run % 2 === 0 ? SIDES : SIDES.toReversed()) {
      if (scenario.cold) await forgetEverything(bench.engine);
      const repository = `${series}-${side.name}${scenario.cold ? `-${scenario.id.toLowerCase()}-${run}` : ''}`;
      const measured = await measuredRun(bench, side, repository, `${scenario.id}-${run}`, known);
      bench.say(`${scenario.id} ${run + 1}/${scenario.runs} ${side.name}: ${describe(measured)}`);
      runs[side.name].push(measured);
    }
  }
  const { id, title, expectedRatio } = scenario;
  return { id, title, expectedRatio, runs };
}

async function measuredRun(
  { engine, workload, logs, patience }: Bench,
  side: Side,
  repository: string,
  name: string,
  knownBlobs: Map<string, Set<string>>,
): Promise<Run> {
  const busy = await quietMachine(patience);
  const log = `${logs}/${name}-${side.name}.json`;
  const { seconds, progress } = await buildAndPush(engine, side, workload.context, repository, log);
  const image = await pushedImage(engine.registry, repository);
  const known = knownBlobs.get(repository) ?? new Set();
  const fresh = blobs(image).filter(({ digest }) => !known.has(digest));
  knownBlobs.set(repository, new Set([...known, ...blobs(image).map(({ digest }) => digest)]));
  return {
    seconds,
    executedSteps: executed(progress).length,
    pushedBytes: bytes(fresh),
    newLayers: image.layers.filter(({ digest }) => !known.has(digest)).length,
    layers: image.layers.length,
    imageBytes: bytes(blobs(image)),
    busy,
  };
}

function bytes(list: readonly { readonly size: number }[]): number {
  return list.reduce((sum, { size }) => sum + size, 0);
}

function describe(run: Run): string {
  const size = (run.pushedBytes / 1e6).toFixed(2);
  return `${run.seconds.toFixed(2)} s, ${run.executedSteps} steps, ${run.newLayers}/${run.layers} layers, ${size} MB pushed, ${(run.busy * 100).toFixed(0)} % busy before`;
}
