import type { Scenario } from './scenario.ts';
import type { Side } from './side.ts';
import { median } from './spread.ts';

/** The costs and the result of one build. */
export interface Run {
  /** Wall time of the build with its push. */
  readonly seconds: number;
  /** Steps that the engine ran and did not find in its cache. */
  readonly executedSteps: number;
  /** Bytes of blobs that the repository of the image did not have before. */
  readonly pushedBytes: number;
  /** Layers that the repository did not have before. */
  readonly newLayers: number;
  readonly layers: number;
  /** Compressed bytes of the whole image. */
  readonly imageBytes: number;
  /** Share of the processors that was busy just before the build. */
  readonly busy: number;
}

export interface ScenarioResult {
  readonly id: Scenario['id'];
  readonly title: string;
  readonly expectedRatio: number;
  /** When it was measured, as 2026-11-28. */
  readonly date: string;
  readonly runs: Readonly<Record<Side['name'], readonly Run[]>>;
}

export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly memoryGigabytes: number;
  readonly engine: string;
}

/** The file bench/results-docker.json or bench/results-buildkit.json. */
export interface Results {
  readonly command: string;
  readonly machine: Machine;
  readonly packages: number;
  readonly scenarios: readonly ScenarioResult[];
}

/** The new measurements, and the rest of the earlier ones on the same machine, in the order of `ids`. */
export function mergedResults(
  before: Results,
  now: Results,
  ids: readonly Scenario['id'][],
): Results {
  const isSameMachine = JSON.stringify(before.machine) === JSON.stringify(now.machine);
  const old = isSameMachine ? before.scenarios : [];
  const all = new Map([...old, ...now.scenarios].map((each) => [each.id, each]));
  return { ...now, scenarios: ids.flatMap((id) => all.get(id) ?? []) };
}

/** Wall time of our side as a share of another's. */
export function ratio({ runs }: ScenarioResult, other: Side['name']): number {
  const seconds = (side: Side['name']) => median(runs[side].map((run) => run.seconds));
  return seconds('grocker') / seconds(other);
}
