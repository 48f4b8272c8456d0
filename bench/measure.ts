import { mkdir } from 'node:fs/promises';
import { docker, forgetEverything, type Engine } from './engine.ts';
import { describe, measuredBuild } from './measured-build.ts';
import type { Run, ScenarioResult } from './results.ts';
import type { Scenario } from './scenario.ts';
import { SIDES, type Side, type Variant } from './side.ts';
import type { Workload } from './workload.ts';

export interface Bench {
  readonly engine: Engine;
  readonly workload: Workload;
  /** The directory for the progress of every build. */
  readonly logs: string;
  /** Seconds to wait for a quiet machine before each build. */
  readonly patience: number;
  readonly say: (line: string) => void;
}

/** Builds of all sides in turn, so that other work of the machine affects all of them. */
export async function measure(
  bench: Bench,
  scenario: Scenario,
  series: string,
): Promise<ScenarioResult> {
  const { id, title, expectedRatio, variant, builder } = scenario;
  const runs: Record<Side['name'], Run[]> = { grocker: [], dockerfile: [], 'in-place': [] };
  const known = new Map<string, Set<string>>();
  await mkdir(bench.logs, { recursive: true });
  await bench.workload.reset(variant);
  const tag = (run: number | 'before') => `${id}-${run}`.toLowerCase();
  const build = (side: Side, log: string, suffix = '') => {
    const repository = `${series}-${variant}-${side.name}${suffix}`;
    const cached = builder === 'registry cache';
    return measuredRun(bench, { side, variant, repository, log, known, cached });
  };
  // A builder does not have the results of an earlier cache, and does not keep them in this one.
  if (builder === 'registry cache') await forgetEverything(bench.engine);
  if (builder !== 'empty') {
    for (const side of SIDES) await build(side, tag('before'));
  }
  for (let run = 0; run < scenario.runs; run++) {
    await scenario.change(bench.workload, run);
    for (const side of run % 2 === 0 ? SIDES : SIDES.toReversed()) {
      if (builder !== 'same') await forgetEverything(bench.engine);
      const measured = await build(side, tag(run), builder === 'empty' ? `-cold-${run}` : '');
      bench.say(`${id} ${run + 1}/${scenario.runs} ${side.name}: ${describe(measured)}`);
      runs[side.name].push(measured);
    }
  }
  if (builder !== 'empty') await checkImages(bench, `${series}-${variant}`, tag(scenario.runs - 1));
  const date = new Date().toISOString().slice(0, 10);
  return { id, title, expectedRatio, date, runs };
}

/** The images must do the same, or their times compare nothing. */
async function checkImages({ engine }: Bench, prefix: string, tag: string): Promise<void> {
  const said = await Promise.all(
    SIDES.map(async ({ name }) => {
      const image = `${engine.registry}/${prefix}-${name}:${tag}`;
      await docker('pull', '--quiet', image);
      return (await docker('run', '--rm', image)).stdout;
    }),
  );
  if (said[0] === '' || said.some((each) => each !== said[0]))
    throw new Error(`the images differ in what they say: ${said.join(' / ')}`);
}

interface RunSettings {
  readonly side: Side;
  readonly variant: Variant;
  readonly repository: string;
  /** The image's tag, and the name of the file that gets the progress. */
  readonly log: string;
  /** Digests that each repository has. */
  readonly known: Map<string, Set<string>>;
  /** Whether the cache is taken from the registry and kept there. */
  readonly cached: boolean;
}

async function measuredRun(
  bench: Bench,
  { side, variant, repository, log, known, cached }: RunSettings,
): Promise<Run> {
  const { workload, logs } = bench;
  const build = {
    file: side.files[variant],
    context: workload.context,
    // Always a new tag: the engine may drop the layers of an image that loses its tag while it unpacks these.
    image: `${repository}:${log}`,
    ...(cached && { cache: `${repository}:cache` }),
    log: `${logs}/${log}-${side.name}.json`,
  };
  return measuredBuild(bench, build, known);
}
