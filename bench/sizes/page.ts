import { APPLICATIONS, WAYS } from './applications.ts';
import type { ImageSize } from './image.ts';

/** By application and way. */
export type Sizes = Readonly<Record<string, Readonly<Record<string, ImageSize>>>>;

const START = '<!-- measured: start -->';
const END = '<!-- measured: end -->';

/** The page with another table. */
export function withSizes(page: string, sizes: Sizes, day: string): string {
  const before = page.slice(0, page.indexOf(START) + START.length);
  const after = page.slice(page.indexOf(END));
  return `${before}\n\n${table(sizes, day)}\n${after}`;
}

function table(sizes: Sizes, day: string): string {
  const rows = APPLICATIONS.flatMap(({ name }) =>
    WAYS.flatMap(({ id, title }) => {
      const size = sizes[name]?.[id];
      if (size === undefined) return [];
      const cells = [
        ...[megabytes(size.compressed), megabytes(size.unpacked), String(size.files)],
        ...[String(size.system), String(size.python), String(size.setuid)],
      ];
      return [`| ${name} | ${title} | ${cells.join(' | ')} |`];
    }),
  );
  return [
    `\`npm run bench -- --sizes\` on ${day}. MB are millions of bytes.`,
    '',
    '| application | image | MB compressed | MB unpacked | files | packages of Debian | of Python | setuid programs |',
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
    '',
  ].join('\n');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

const COLOURS = ['#1f5f8b', '#2a9d8f', '#8ab17d', '#b0b0b0', '#7a7a7a'];
const BAR = 14;
const GROUP = 24;
const LEFT = 110;
const WIDTH = 520;

/** Bars of the compressed bytes: a group for each application. */
export function sizePlot(sizes: Sizes): string {
  const most = Math.max(
    ...Object.values(sizes).flatMap((ways) => Object.values(ways).map((each) => each.compressed)),
  );
  const height = APPLICATIONS.length * (WAYS.length * BAR + GROUP) + 30;
  const bars = APPLICATIONS.flatMap(({ name }, group) => {
    const top = 30 + group * (WAYS.length * BAR + GROUP);
    const label = `<text x="${LEFT - 8}" y="${top + (WAYS.length * BAR) / 2 + 4}" text-anchor="end">${name}</text>`;
    return [
      label,
      ...WAYS.flatMap(({ id }, index) => {
        const size = sizes[name]?.[id];
        if (size === undefined) return [];
        const width = Math.round((size.compressed / most) * WIDTH);
        const y = top + index * BAR;
        const text = `<text x="${LEFT + width + 4}" y="${y + BAR - 4}" font-size="10">${megabytes(size.compressed)}</text>`;
        return [
          `<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR - 2}" fill="${COLOURS[index] ?? '#000'}"/>`,
          text,
        ];
      }),
    ];
  });
  const legend = WAYS.map(({ title }, index) => {
    const x = LEFT + index * 128;
    const words = title.replaceAll('`', '').replace('a root without distribution', 'bare root');
    return `<rect x="${x}" y="6" width="10" height="10" fill="${COLOURS[index] ?? '#000'}"/><text x="${x + 14}" y="15" font-size="9">${words}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 130} ${height}" font-family="sans-serif" font-size="12">`,
    '<title>MB compressed, by application and image</title>',
    ...legend,
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}
