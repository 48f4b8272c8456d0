import type { Machine, Run } from '../results.ts';
import type { Change } from './comparison.ts';

export interface SideResult {
  readonly name: string;
  readonly title: string;
  /** For each change, one build a run; none if something is missing. */
  readonly runs?: Readonly<Partial<Record<Change, readonly Run[]>>>;
  /** Why it was not built. */
  readonly missing?: string;
}

export interface ComparisonResult {
  readonly id: string;
  readonly title: string;
  /** When it was measured, as 2026-11-28. */
  readonly date: string;
  readonly sides: readonly SideResult[];
}

/** The file bench/results-migrations.json and its like. */
export interface ComparisonResults {
  readonly command: string;
  readonly machine: Machine;
  readonly comparisons: readonly ComparisonResult[];
}

/** The new measurements, and the earlier ones of the same machine that were not repeated. */
export function mergedComparisons(
  before: ComparisonResults | undefined,
  now: ComparisonResults,
  ids: readonly string[],
): ComparisonResults {
  const isSame = JSON.stringify(before?.machine) === JSON.stringify(now.machine);
  const all = [...(isSame ? (before?.comparisons ?? []) : []), ...now.comparisons];
  const byId = new Map(all.map((each) => [each.id, each]));
  return { ...now, comparisons: ids.flatMap((id) => byId.get(id) ?? []) };
}
