import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { docker, forgetEverything, type BuildSettings, type Engine } from '../engine.ts';
import { describe, measuredBuild } from '../measured-build.ts';
import type { Run } from '../results.ts';
import type { BaseImages } from './base-images.ts';
import { changesOf, type Change, type ComparedSide, type Comparison } from './comparison.ts';
import type { ComparisonResult, SideResult } from './comparison-results.ts';
import type { Place } from './place.ts';

export interface ComparisonBench {
  readonly engine: Engine;
  readonly repository: string;
  readonly images: BaseImages;
  /** Makes the context of a side. */
  readonly place: (comparison: Comparison, side: ComparedSide) => Place;
  /** Puts the application into its context as it is in the repository. */
  readonly reset: (comparison: Comparison, place: Place) => Promise<void>;
  /** For the packages of a company's index, as `id=…,src=…`. */
  readonly secrets: readonly string[];
  /** The directory for the progress of every build. */
  readonly logs: string;
  readonly patience: number;
  readonly runs: number;
  readonly say: (line: string) => void;
}

/** Builds all sides of a comparison in turn: with nothing cached, then with each of its changes. */
export async function compare(
  bench: ComparisonBench,
  comparison: Comparison,
  series: string,
): Promise<ComparisonResult> {
  await mkdir(bench.logs, { recursive: true });
  const contestants: Contestant[] = [];
  for (const side of comparison.sides) {
    const contestant = await prepared(bench, side);
    contestants.push(contestant);
    if (contestant.missing !== undefined)
      bench.say(`${comparison.id} ${side.name}: left out, ${contestant.missing}`);
  }
  const present = contestants.filter(({ missing }) => missing === undefined);
  const said = new Map<string, string>();
  for (let run = 0; run < bench.runs; run++) {
    for (const contestant of run % 2 === 0 ? present : present.toReversed()) {
      const image = await oneRun(bench, comparison, contestant, `${series}-${run}`, run);
      said.set(contestant.side.name, await whatItSays(comparison, image));
    }
  }
  if (new Set(said.values()).size > 1)
    throw new Error(`the images differ in what they say: ${[...said.values()].join(' / ')}`);
  const date = new Date().toISOString().slice(0, 10);
  const sides = contestants.map(({ side, missing, runs }): SideResult => {
    const { name, title } = side;
    return missing === undefined ? { name, title, runs } : { name, title, missing };
  });
  return { id: comparison.id, title: comparison.title, date, sides };
}

interface Contestant {
  readonly side: ComparedSide;
  readonly contexts: Readonly<Record<string, string>>;
  readonly missing?: string;
  readonly runs: Partial<Record<Change, Run[]>>;
}

async function prepared({ images }: ComparisonBench, side: ComparedSide): Promise<Contestant> {
  const { contexts, missing } = await images.contexts(side.images);
  // Grocker's steps get the authorities as a secret, so its base image is not changed.
  const isDressed = side.bake !== undefined || !side.file.endsWith('.yml');
  return {
    side,
    contexts: isDressed ? contexts : {},
    ...(missing !== undefined && { missing }),
    runs: {},
  };
}

/** @returns the name of the image that was built first. */
async function oneRun(
  bench: ComparisonBench,
  comparison: Comparison,
  { side, contexts, runs }: Contestant,
  series: string,
  run: number,
): Promise<string> {
  const { id, directory, source, added } = comparison;
  const place = bench.place(comparison, side);
  await bench.reset(comparison, place);
  await forgetEverything(bench.engine);
  const known = new Map<string, Set<string>>();
  const repository = `${series}-${id}-${side.name}`;
  for (const change of changesOf(comparison)) {
    if (change === 'line' && source !== undefined) await place.setRevision(source);
    if (change === 'package' && added !== undefined)
      await place.lay(join(bench.repository, directory, added));
    const build: BuildSettings = {
      context: place.directory,
      file: side.file.startsWith('/') ? join(bench.repository, side.file) : side.file,
      image: `${repository}:${change}`,
      log: join(bench.logs, `${id}-${side.name}-${change}-${run}.json`),
      contexts,
      secrets: bench.secrets,
      ...(side.bake !== undefined && { bake: side.bake }),
    };
    const measured = await measuredBuild(bench, build, known);
    bench.say(`${id} ${run + 1}/${bench.runs} ${side.name}, ${change}: ${describe(measured)}`);
    (runs[change] ??= []).push(measured);
  }
  return `${bench.engine.registry}/${repository}:cold`;
}

async function whatItSays({ says }: Comparison, image: string): Promise<string> {
  await docker('pull', '--quiet', image);
  const { stdout } = await docker('run', '--rm', '--entrypoint', 'python3', image, ...says);
  return stdout;
}
