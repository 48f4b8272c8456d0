import { describeMachine, fewest } from './comparison/comparison-report.ts';
import { CHANGES, type Change } from './comparison/comparison.ts';
import type { ComparisonResults } from './comparison/comparison-results.ts';
import type { Results, Run, ScenarioResult } from './results.ts';
import { median, medianAndRange } from './spread.ts';

const ROWS: readonly (readonly [ScenarioResult['id'], string])[] = [
  ['S1', 'nothing cached'],
  ['S1l', 'nothing cached, with grocker.lock'],
  ['S2', 'nothing changed'],
  ['S3', 'one source line changed'],
  ['S4', 'one pure package added'],
  ['S6', 'one source line changed, new builder, cache in the registry'],
];

/** Pushed bytes are shown if a side pushed more than this. */
const WORTH_TELLING = 1e6;

/** The table of the README: medians in seconds, with the least and the most. */
export function readmeTable(docker: Results, heavy: ComparisonResults | undefined): string {
  const rows = ROWS.flatMap(([id, title]) => {
    const result = docker.scenarios.find((each) => each.id === id);
    if (result === undefined) return [];
    const { grocker, dockerfile, 'in-place': inPlace } = result.runs;
    const hasPushed = id !== 'S1' && id !== 'S1l';
    const cells = [grocker, dockerfile, inPlace].map((runs) => cell(runs, hasPushed));
    return [`| ${title} | ${cells.join(' | ')} |`];
  });
  const torch = heavyPart(heavy);
  return [
    `Seconds of build and push on ${describeMachine(docker.machine)}: medians, with the least and the most.`,
    '',
    '| | Grocker | Dockerfile | in place |',
    '|---|--:|--:|--:|',
    ...rows,
    ...torch.rows,
    '',
    ...torch.below,
  ].join('\n');
}

/** The rows of a service over torch, and the sentence below them: where and how often they were measured. */
function heavyPart(heavy: ComparisonResults | undefined): {
  readonly rows: readonly string[];
  readonly below: readonly string[];
} {
  const torch = heavy?.comparisons.find(({ id }) => id === 'torch');
  if (heavy === undefined || torch === undefined) return { rows: [], below: [] };
  const runsOf = (name: string, change: Change) =>
    torch.sides.find((side) => side.name === name)?.runs?.[change] ?? [];
  const rows = (Object.keys(CHANGES) as Change[]).map((change) => {
    const cells = ['grocker', 'dockerfile'].map((name) =>
      cell(runsOf(name, change), change !== 'cold'),
    );
    return `| ${torch.title}: ${CHANGES[change]} | ${cells.join(' | ')} | |`;
  });
  const runs = fewest(torch.sides);
  const times = runs === 1 ? 'once' : `${runs} times`;
  const measured = `measured ${times}, on ${torch.date}: ${describeMachine(heavy.machine)}`;
  return { rows, below: [`The service over torch was ${measured}.`, ''] };
}

function cell(runs: readonly Run[], hasPushed: boolean): string {
  if (runs.length === 0) return '';
  const seconds = runs.map((run) => run.seconds);
  const pushed = median(runs.map((run) => run.pushedBytes));
  const digits = median(seconds) < 2 ? 2 : 1;
  const told =
    hasPushed && pushed > WORTH_TELLING ? `, ${(pushed / 1e6).toFixed(0)} MB pushed` : '';
  return `${medianAndRange(seconds, digits)}${told}`;
}
