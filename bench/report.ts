import { median, ratio, type Results, type Run, type ScenarioResult } from './results.ts';
import type { Side } from './side.ts';

const START = '<!-- measured: start -->';
const END = '<!-- measured: end -->';

/** The page with its measured part written anew. */
export function withResults(page: string, results: Results): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error(`the page has no ${START} … ${END}`);
  return `${page.slice(0, start)}${START}\n\n${measuredPart(results)}\n${page.slice(end)}`;
}

function measuredPart({ date, command, machine, packages, scenarios }: Results): string {
  return [
    `\`${command}\` on ${date}: ${machine.engine}, ${machine.processors} × ${machine.processor}, ` +
      `${machine.memoryGigabytes} GB of memory, ${packages} packages. Medians; times in seconds, Grocker's and the Dockerfile's.`,
    '',
    '| | Grocker | Dockerfile | ratio | aim | steps run | layers new | MB pushed |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...scenarios.map(row),
    '',
    `Image: ${SIZES.map(([side, name]) => `${name} ${imageSize(scenarios, side)}`).join('; ')}.`,
    '',
  ].join('\n');
}

const SIZES = [
  ['grocker', 'Grocker'],
  ['dockerfile', 'Dockerfile'],
] as const;

function row(result: ScenarioResult): string {
  const middle = (side: Side['name'], value: (run: Run) => number) =>
    median(result.runs[side].map(value));
  const both = (value: (run: Run) => number, digits: number) =>
    (['grocker', 'dockerfile'] as const)
      .map((side) => middle(side, value).toFixed(digits))
      .join(' / ');
  const seconds = (side: Side['name']) => middle(side, (run) => run.seconds).toFixed(2);
  const measured = ratio(result);
  const held = measured <= result.expectedRatio;
  const cells = [
    `${result.id}: ${result.title}`,
    seconds('grocker'),
    seconds('dockerfile'),
    held ? `**${measured.toFixed(2)}**` : measured.toFixed(2),
    `≤ ${result.expectedRatio}`,
    both((run) => run.executedSteps, 0),
    both((run) => run.newLayers, 0),
    both((run) => run.pushedBytes / 1e6, 2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function imageSize(scenarios: readonly ScenarioResult[], side: Side['name']): string {
  const run = scenarios[0]?.runs[side][0];
  return run === undefined
    ? 'unknown'
    : `${(run.imageBytes / 1e6).toFixed(1)} MB compressed in ${run.layers} layers`;
}
