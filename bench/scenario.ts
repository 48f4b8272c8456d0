import type { Variant } from './side.ts';
import { ADDED, type Workload } from './workload.ts';

/** The change between two builds, and the expectation for the second. */
export interface Scenario {
  readonly id: 'S1' | 'S1l' | 'S2' | 'S2l' | 'S3' | 'S3s' | 'S4' | 'S5' | 'S6';
  readonly title: string;
  readonly variant: Variant;
  readonly builder: Builder;
  readonly runs: number;
  /** At most this share of the Dockerfile's wall time. */
  readonly expectedRatio: number;
  /** Makes the change of a run, which counts from 0. */
  readonly change: (workload: Workload, run: number) => Promise<void>;
}

/**
 * The one of the builds before; one that knows nothing, for which the engine forgets everything but its base images, and
 * whose image goes to a new repository; or the same with the cache of the builds before, which they left in the registry.
 */
export type Builder = 'same' | 'empty' | 'registry cache';

const unchanged = async (): Promise<void> => Promise.resolve();

// Never a line that an earlier bench built.
const changedLine = async (workload: Workload): Promise<void> => workload.setRevision(Date.now());

const packaged = { variant: 'packaged', builder: 'same', runs: 5 } as const;
/** Builds that take less than a second, for which a machine is never quiet enough. */
const quick = { ...packaged, runs: 15 } as const;
const nothingCached = {
  builder: 'empty',
  runs: 5,
  expectedRatio: 0.8,
  change: unchanged,
} as const;
const registryCache = { variant: 'packaged', builder: 'registry cache', runs: 5 } as const;
const nothingChanged = { ...quick, expectedRatio: 1.5, change: unchanged } as const;

export const SCENARIOS: readonly Scenario[] = [
  { ...nothingCached, id: 'S1', title: 'nothing cached', variant: 'packaged' },
  { ...nothingCached, id: 'S1l', title: 'the same, with grocker.lock', variant: 'locked' },
  { ...nothingChanged, id: 'S2', title: 'nothing changed' },
  { ...nothingChanged, id: 'S2l', title: 'the same, with grocker.lock', variant: 'locked' },
  {
    ...packaged,
    id: 'S3',
    title: 'one source line changed',
    expectedRatio: 1.2,
    change: changedLine,
  },
  {
    ...quick,
    id: 'S3s',
    title: 'the same, of files that are copied',
    variant: 'source',
    expectedRatio: 1.2,
    change: changedLine,
  },
  {
    ...packaged,
    id: 'S4',
    title: 'one pure package added',
    expectedRatio: 0.2,
    change: async (workload, run) => workload.setPackages(ADDED[run]),
  },
  {
    ...registryCache,
    id: 'S5',
    title: 'nothing changed, new builder, cache in the registry',
    expectedRatio: 1.5,
    change: unchanged,
  },
  {
    ...registryCache,
    id: 'S6',
    title: 'one source line changed, new builder, cache in the registry',
    expectedRatio: 1.2,
    change: changedLine,
  },
];
