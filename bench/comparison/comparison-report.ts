import { QUIET } from '../quiet.ts';
import type { Machine, Run } from '../results.ts';
import { median, medianAndRange, ratioAndRange } from '../spread.ts';
import { CHANGES, type Change } from './comparison.ts';
import type { ComparisonResult, ComparisonResults, SideResult } from './comparison-results.ts';

/** One row for each side of each comparison; the runs that were left out follow the table. */
export function comparisonTable({ command, machine, comparisons }: ComparisonResults): string {
  const sides = comparisons.flatMap((each) => each.sides);
  const changes = (Object.keys(CHANGES) as Change[]).filter((change) =>
    sides.some(({ runs }) => runs?.[change] !== undefined),
  );
  const all = sides.flatMap(({ runs = {} }) => Object.values(runs).flat());
  const busy = all.filter((run) => run.busy > QUIET).length;
  const heads = changes.map((change) => [CHANGES[change], 'ratio', 'MB pushed'].join(' | '));
  return [
    `\`${command}\`: ${describeMachine(machine)}. Seconds of build and push: the median with the least and the most of ` +
      `${fewest(sides)} runs. A ratio is Grocker's time as a share of the Dockerfile's in the same run.`,
    '',
    `| | | ${heads.join(' | ')} | image, MB compressed |`,
    `|---|---|${'--:|'.repeat(3 * changes.length + 1)}`,
    ...comparisons.flatMap((each) => rows(each, changes)),
    '',
    ...comparisons.flatMap(leftOut),
    `${busy} of ${all.length} builds began while more than ${QUIET * 100} % of the processors were busy.`,
    '',
  ].join('\n');
}

export function describeMachine({
  engine,
  processors,
  processor,
  memoryGigabytes,
}: Machine): string {
  return `${engine}, ${processors} × ${processor}, ${memoryGigabytes} GB of memory`;
}

const seconds = (runs: readonly Run[]) => runs.map((run) => run.seconds);

function rows({ title, date, sides }: ComparisonResult, changes: readonly Change[]): string[] {
  const ours = sides.filter(({ name }) => name === 'grocker' || name === 'minimal');
  return sides.flatMap((side, index) => {
    if (side.runs === undefined) return [];
    const cells = changes.flatMap((change) => {
      const runs = side.runs?.[change];
      if (runs === undefined) return ['', '', ''];
      const ratios = ours.includes(side)
        ? ''
        : ours.flatMap((our) => ratio(our.runs?.[change], runs)).join(' / ');
      const pushed = median(runs.map((run) => run.pushedBytes / 1e6));
      return [medianAndRange(seconds(runs), 1), ratios, pushed.toFixed(pushed < 1 ? 2 : 1)];
    });
    const size = median((side.runs.cold ?? []).map((run) => run.imageBytes / 1e6)).toFixed(1);
    return [
      `| ${index === 0 ? `${title} (${date})` : ''} | ${side.title} | ${cells.join(' | ')} | ${size} |`,
    ];
  });
}

function ratio(ours: readonly Run[] | undefined, theirs: readonly Run[]): string[] {
  if (ours === undefined) return [];
  return [ratioAndRange(seconds(ours), seconds(theirs))];
}

function leftOut({ title, sides }: ComparisonResult): string[] {
  return sides.flatMap(({ title: side, missing }) =>
    missing === undefined ? [] : [`${title}, ${side}: not measured, for ${missing}.`, ''],
  );
}

/** How often the build that was measured least was measured. */
export function fewest(sides: readonly SideResult[]): number {
  return Math.min(
    ...sides.flatMap(({ runs = {} }) => Object.values(runs).map((each) => each.length)),
  );
}
