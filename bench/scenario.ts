import { ADDED, type Workload } from './workload.ts';

/** What happens between two builds, and what is expected of the second. */
export interface Scenario {
  readonly id: 'S1' | 'S2' | 'S3' | 'S4';
  readonly title: string;
  /** Whether the engine forgets everything before each build, which then goes to a new repository. */
  readonly cold: boolean;
  readonly runs: number;
  /** At most this share of the Dockerfile's wall time. */
  readonly expectedRatio: number;
  /** Makes the change of a run, which counts from 0. */
  readonly change: (workload: Workload, run: number) => Promise<void>;
}

const unchanged = async (): Promise<void> => Promise.resolve();

export const SCENARIOS: readonly Scenario[] = [
  { id: 'S1', title: 'nothing cached', cold: true, runs: 3, expectedRatio: 0.8, change: unchanged },
  {
    id: 'S2',
    title: 'nothing changed',
    cold: false,
    runs: 5,
    expectedRatio: 1.5,
    change: unchanged,
  },
  {
    id: 'S3',
    title: 'one source line changed',
    cold: false,
    runs: 5,
    expectedRatio: 1.2,
    // Never a line that an earlier bench built.
    change: async (workload) => workload.setRevision(Date.now()),
  },
  {
    id: 'S4',
    title: 'one pure package added',
    cold: false,
    runs: 5,
    expectedRatio: 0.2,
    change: async (workload, run) => workload.setPackages(ADDED[run]),
  },
];
