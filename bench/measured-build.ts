import { buildAndPush, type BuildSettings, type Engine } from './engine.ts';
import { executed } from './progress.ts';
import { quietMachine } from './quiet.ts';
import { blobs, pushedImage } from './registry.ts';
import type { Run } from './results.ts';

export interface BuildBench {
  readonly engine: Engine;
  /** Seconds to wait for a quiet machine before each build. */
  readonly patience: number;
}

/** Builds and pushes; returns the time and the new blobs of the registry, which are added to `known`. */
export async function measuredBuild(
  { engine, patience }: BuildBench,
  build: BuildSettings,
  known: Map<string, Set<string>>,
): Promise<Run> {
  const [repository = '', tag = ''] = build.image.split(':');
  const busy = await quietMachine(patience);
  const { seconds, progress } = await buildAndPush(engine, build);
  const image = await pushedImage(engine.registry, repository, tag);
  const before = known.get(repository) ?? new Set();
  const fresh = blobs(image).filter(({ digest }) => !before.has(digest));
  known.set(repository, new Set([...before, ...blobs(image).map(({ digest }) => digest)]));
  return {
    seconds,
    executedSteps: executed(progress).length,
    pushedBytes: bytes(fresh),
    newLayers: image.layers.filter(({ digest }) => !before.has(digest)).length,
    layers: image.layers.length,
    imageBytes: bytes(blobs(image)),
    busy,
  };
}

function bytes(list: readonly { readonly size: number }[]): number {
  return list.reduce((sum, { size }) => sum + size, 0);
}

/** A run in one line. */
export function describe(run: Run): string {
  const size = (run.pushedBytes / 1e6).toFixed(2);
  return `${run.seconds.toFixed(2)} s, ${run.executedSteps} steps, ${run.newLayers}/${run.layers} layers, ${size} MB pushed, ${(run.busy * 100).toFixed(0)} % busy before`;
}
