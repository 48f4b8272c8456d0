import type { Progress, Vertex } from '../progress.ts';
import type { ProcessorSample } from './processor-samples.ts';
import { WORKS, workOf, type Work } from './work.ts';

/** A vertex or a group of them that ran, in seconds since the command began. */
export interface Bar {
  readonly name: string;
  readonly work: Work;
  readonly start: number;
  readonly end: number;
  /** Whether the end of the build waited for it. */
  readonly critical: boolean;
}

/** A time in which the same kinds of work were done. */
export interface Phase {
  readonly start: number;
  readonly end: number;
  readonly works: readonly Work[];
  /** Processors on average. */
  readonly busy: number;
  /** Processor-seconds. */
  readonly idle: number;
}

export interface TimeLine {
  readonly seconds: number;
  readonly processors: number;
  readonly bars: readonly Bar[];
  readonly phases: readonly Phase[];
  /** Seconds and processors that were busy then. */
  readonly load: readonly (readonly [number, number])[];
}

export interface TimedBuild {
  /** When the command began, in milliseconds since 1970, and how long it took. */
  readonly began: number;
  readonly seconds: number;
  readonly progress: Progress;
  readonly samples: readonly ProcessorSample[];
  readonly processors: number;
}

/** Phases shorter than this join the one before. */
const SHORTEST = 0.7;

export function timeLine(build: TimedBuild): TimeLine {
  const { began, seconds, progress, samples, processors } = build;
  const offset = (progress.zero - began) / 1000;
  const bars = criticalBars(barsOf(progress.vertices, offset));
  const load = samples
    .map(({ time, busy }) => [(time - began) / 1000, busy] as const)
    .filter(([time]) => time > 0 && time <= seconds);
  return { seconds, processors, bars, phases: phasesOf(bars, load, processors), load };
}

/** Vertices of one group are one bar; what was found in the cache took no time. */
function barsOf(vertices: readonly Vertex[], offset: number): Omit<Bar, 'critical'>[] {
  const bars = new Map<string, { name: string; start: number; end: number }>();
  for (const { digest, name, group, started, completed, cached } of vertices) {
    if (started === undefined || completed === undefined || cached) continue;
    const before = bars.get(group ?? digest);
    bars.set(group ?? digest, {
      name: group ?? name,
      start: Math.min(before?.start ?? Infinity, started + offset),
      end: Math.max(before?.end ?? 0, completed + offset),
    });
  }
  return [...bars.values()]
    .map((bar) => ({ ...bar, work: workOf(bar.name) }))
    .sort((one, other) => one.start - other.start || one.end - other.end);
}

/**
 * From the last end backwards: each bar began when the last of the bars before it ended. The frontend asks for the next
 * vertices when it has answers, so the inputs of the graph alone do not tell this.
 */
function criticalBars(bars: readonly Omit<Bar, 'critical'>[]): Bar[] {
  const latest = (before: number) =>
    bars
      .filter(({ start, end }) => end <= before && end > start)
      .reduce<(typeof bars)[number] | undefined>(
        (last, bar) => (last === undefined || bar.end > last.end ? bar : last),
        undefined,
      );
  const critical = new Set<(typeof bars)[number]>();
  for (let bar = latest(Infinity); bar !== undefined; bar = latest(bar.start + 0.01)) {
    if (critical.has(bar)) break;
    critical.add(bar);
  }
  return bars.map((bar) => ({ ...bar, critical: critical.has(bar) }));
}

function phasesOf(
  bars: readonly Bar[],
  load: TimeLine['load'],
  processors: number,
): readonly Phase[] {
  const phases: { start: number; end: number; works: readonly Work[]; spent: number }[] = [];
  let start = 0;
  for (const [end, busy] of load) {
    const middle = (start + end) / 2;
    const running = bars.filter((bar) => bar.start <= middle && bar.end >= middle);
    const works = WORKS.filter((work) => running.some((bar) => bar.work === work));
    const last = phases.at(-1);
    const spent = busy * (end - start);
    const isSame = last !== undefined && sameWorks(last.works, works);
    if (last !== undefined && (isSame || last.end - last.start < SHORTEST)) {
      // The longer one of the two says what was done.
      if (!isSame && end - start > last.end - last.start) last.works = works;
      last.end = end;
      last.spent += spent;
    } else {
      phases.push({ start, end, works, spent });
    }
    start = end;
  }
  return phases.map(({ spent, ...phase }) => {
    const length = phase.end - phase.start;
    return { ...phase, busy: spent / length, idle: processors * length - spent };
  });
}

function sameWorks(one: readonly Work[], other: readonly Work[]): boolean {
  return one.length === other.length && one.every((work) => other.includes(work));
}
