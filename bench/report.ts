import { withMarkedPart } from './marked-part.ts';
import { QUIET } from './quiet.ts';
import { ratio, type Results, type Run, type ScenarioResult } from './results.ts';
import type { Side } from './side.ts';
import { median, medianAndRange, ratioAndRange } from './spread.ts';

/** The page with the new measurements of one engine. */
export function withResults(page: string, results: Results, engine: 'docker' | 'buildkit'): string {
  return withMarkedPart(page, `on ${engine}`, measuredPart(results));
}

function measuredPart({ command, machine, packages, scenarios }: Results): string {
  const dates = scenarios.map(({ date }) => date).sort();
  const newest = dates.at(-1) ?? '';
  return [
    `\`${command}\` on ${newest}: ${machine.engine}, ${machine.processors} × ${machine.processor}, ` +
      `${machine.memoryGigabytes} GB of memory, ${packages} packages. Times in seconds: the median with the least and the most of ` +
      `${Math.min(...scenarios.map(({ runs }) => runs.grocker.length))} runs or more. A ratio is Grocker's median as a share of the other's, with the ` +
      `range of the ratios run by run; the aim counts for both.`,
    '',
    '| | Grocker | Dockerfile | ratio | in place | ratio | aim | steps run | layers new | MB pushed |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...scenarios.map((each) => row(each, newest)),
    '',
    busyLine(scenarios),
    `Image: ${NAMES.map(([side, name]) => `${name} ${imageSize(scenarios, side)}`).join('; ')}.`,
    '',
  ].join('\n');
}

const NAMES = [
  ['grocker', 'Grocker'],
  ['dockerfile', 'Dockerfile'],
  ['in-place', 'in place'],
] as const;

function row(result: ScenarioResult, newest: string): string {
  const middle = (side: Side['name'], value: (run: Run) => number) =>
    median(result.runs[side].map(value));
  const all = (value: (run: Run) => number, digits: number) =>
    NAMES.map(([side]) => middle(side, value).toFixed(digits)).join(' / ');
  const times = (side: Side['name']) => result.runs[side].map((run) => run.seconds);
  const seconds = (side: Side['name']) => medianAndRange(times(side), 2);
  const share = (side: Side['name']) => {
    const shown = ratioAndRange(times('grocker'), times(side));
    return ratio(result, side) <= result.expectedRatio ? shown.replace(/^\S+/, '**$&**') : shown;
  };
  const cells = [
    `${result.id}: ${result.title}${result.date === newest ? '' : ` (${result.date})`}`,
    seconds('grocker'),
    seconds('dockerfile'),
    share('dockerfile'),
    seconds('in-place'),
    share('in-place'),
    `≤ ${result.expectedRatio}`,
    all((run) => run.executedSteps, 0),
    all((run) => run.newLayers, 0),
    all((run) => run.pushedBytes / 1e6, 2),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** How far the figures may be trusted. */
function busyLine(scenarios: readonly ScenarioResult[]): string {
  const runs = scenarios.flatMap((each) => Object.values(each.runs).flat());
  const busy = runs.filter((run) => run.busy > QUIET).length;
  return `${busy} of ${runs.length} builds began while more than ${QUIET * 100} % of the processors were busy.`;
}

function imageSize(scenarios: readonly ScenarioResult[], side: Side['name']): string {
  const run = scenarios[0]?.runs[side][0];
  return run === undefined
    ? 'unknown'
    : `${(run.imageBytes / 1e6).toFixed(1)} MB compressed in ${run.layers} layers`;
}
