import { WORKS } from './work.ts';
import type { Bar, TimeLine } from './time-line.ts';

const WIDTH = 960;
const LABELS = 330;
const ROW = 18;
const TOP = 46;
const LOAD = 70;

/** Bars that are shorter than this share of the build are not drawn. */
const SHORTEST_SHARE = 0.012;

/**
 * The bars of a build below each other, and below them how many processors were busy. The picture has its own background,
 * so that it is legible on light and dark pages, and refers to no other file.
 */
export function timeLineSvg(line: TimeLine, title: string): string {
  const { seconds, processors, load } = line;
  const bars = line.bars.filter(({ start, end }) => end - start >= seconds * SHORTEST_SHARE);
  const x = (time: number) => LABELS + (time / seconds) * (WIDTH - LABELS - 20);
  const bottom = TOP + bars.length * ROW + 8;
  const ground = bottom + LOAD;
  const step = [1, 2, 5, 10, 20, 60].find((each) => seconds / each <= 14) ?? 120;
  const marks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
  const y = (busy: number) => ground - (busy / processors) * (LOAD - 12);
  const points = load.map(([time, busy]) => `${px(x(time))},${px(y(Math.min(busy, processors)))}`);
  const works = WORKS.filter((work) => bars.some((bar) => bar.work === work));
  const height = ground + 34 + Math.ceil(works.length / 3) * 18;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="11" fill="#222">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#fff" stroke="#ddd"/>`,
    `<text x="16" y="24" font-size="14" font-weight="bold">${escaped(title)}</text>`,
    ...marks.flatMap((time) => [
      `<line x1="${px(x(time))}" x2="${px(x(time))}" y1="${TOP - 4}" y2="${ground}" stroke="#e4e4e4"/>`,
      `<text x="${px(x(time))}" y="${TOP - 8}" text-anchor="middle" fill="#666">${time} s</text>`,
    ]),
    ...bars.flatMap((bar, row) => drawn(bar, TOP + row * ROW, x)),
    `<text x="${LABELS - 8}" y="${ground - LOAD / 2}" text-anchor="end">busy processors (of ${processors})</text>`,
    `<polygon points="${px(x(0))},${ground} ${points.join(' ')} ${px(x(seconds))},${ground}" fill="#bcd2e8" stroke="#5a86b3"/>`,
    `<line x1="${LABELS}" x2="${WIDTH - 20}" y1="${ground}" y2="${ground}" stroke="#666"/>`,
    `<line x1="${LABELS}" x2="${WIDTH - 20}" y1="${px(y(processors))}" y2="${px(y(processors))}" stroke="#999" stroke-dasharray="3 3"/>`,
    ...works.flatMap((work, index) => {
      const [left, top] = [16 + (index % 3) * 310, ground + 18 + Math.floor(index / 3) * 18];
      return [
        `<rect x="${left}" y="${top}" width="11" height="11" rx="2" fill="${work.colour}"/>`,
        `<text x="${left + 17}" y="${top + 9}">${escaped(work.title)}</text>`,
      ];
    }),
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ name, work, start, end, critical }: Bar, y: number, x: (time: number) => number) {
  const label = name.length > 44 ? `${name.slice(0, 43)}…` : name;
  const weight = critical ? ' font-weight="bold"' : ' fill="#555"';
  const outline = critical ? ' stroke="#111" stroke-width="1.5"' : ' fill-opacity="0.7"';
  const width = px(Math.max(x(end) - x(start), 1));
  return [
    `<text x="${LABELS - 8}" y="${y + 12}" text-anchor="end"${weight}>${escaped(label)}</text>`,
    `<rect x="${px(x(start))}" y="${y + 2}" width="${width}" height="${ROW - 5}" rx="2" fill="${work.colour}"${outline}/>`,
  ];
}

const px = (value: number) => value.toFixed(1);

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
