import type { Phase, TimeLine } from './time-line.ts';

/** The part of the page for one build: its picture, and a row for each phase of it. */
export function timeLinePart(line: TimeLine, title: string, picture: string): string {
  const { seconds, processors, phases } = line;
  const idle = phases.reduce((sum, phase) => sum + phase.idle, 0);
  const all = processors * seconds;
  return [
    `### ${title}`,
    '',
    `![${title}: what waits for what](${picture})`,
    '',
    `${seconds.toFixed(1)} s. Of ${all.toFixed(0)} processor-seconds ${idle.toFixed(0)} were idle. The bars in bold follow each other to the end ` +
      'of the build: each began when the one above it had ended. Shorter ones are not drawn.',
    '',
    '| seconds | what is done | busy processors | idle processor-seconds | why |',
    '|--:|---|--:|--:|---|',
    ...phases.map((phase) => row(phase, processors)),
    '',
  ].join('\n');
}

/** A phase in which no processor idles needs no reason. */
const NEARLY_ALL = 0.9;

function row({ start, end, works, busy, idle }: Phase, processors: number): string {
  const done = works.map(({ title }) => title).join('; ');
  const why = works.length === 0 ? 'client, daemon and frontend talk' : reason(works);
  const cells = [
    `${start.toFixed(1)}–${end.toFixed(1)}`,
    done === '' ? 'none of these' : done,
    busy.toFixed(1),
    idle.toFixed(1),
    busy >= processors * NEARLY_ALL ? '' : why,
  ];
  return `| ${cells.join(' | ')} |`;
}

const reason = (works: Phase['works']) => works.map(({ why }) => why).join('; ');
