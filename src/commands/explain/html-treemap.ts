import { byteCount } from './byte-count.ts';
import type { Explained, ExplainedLayer, LayerPart } from './explained.ts';
import { htmlText } from './html-text.ts';
import { partName } from './text-report.ts';
import { treemap, type Area } from './treemap.ts';

const picture: Area = { x: 0, y: 0, width: 1200, height: 640 };
/** Height of a layer's title. */
const titleHeight = 18;
/** Width of a letter, about. */
const letter = 6.4;
/** A share of the whole: so that small parts, and those of unknown size, are visible. */
const smallestShare = 0.002;

interface Weighed<T> {
  readonly of: T;
  readonly weight: number;
  /** From 1. */
  readonly layer: number;
}

/** Layers as areas by their size, with their packages in them, as SVG. */
export function htmlTreemap({ layers }: Explained): string {
  const total = Math.max(
    1,
    layers.reduce((sum, each) => sum + sizeOf(each), 0),
  );
  const weigh = <T extends LayerPart | ExplainedLayer>(of: T, layer: number): Weighed<T> => ({
    of,
    weight: Math.max(sizeOf(of), total * smallestShare),
    layer,
  });
  const sorted = layers.map((each, at) => weigh(each, at + 1)).toSorted(byWeight);
  const areas = treemap(
    sorted.map(({ weight }) => weight),
    picture,
  );
  const drawn = sorted.map(({ of: layer, layer: number }, at) => {
    const area = areas[at] ?? picture;
    const inner = inside(area);
    const parts = layer.parts.map((each) => weigh(each, number)).toSorted(byWeight);
    const places = treemap(
      parts.map(({ weight }) => weight),
      inner,
    );
    return [
      `<g class="layer"><title>${htmlText(`layer ${number}: ${layer.title}\n${sizes(layer)}`)}</title>`,
      rectangle(area, 'frame'),
      label(area, `${number}  ${layer.title}`, 13),
      ...parts.map(({ of: part }, each) => partArea(part, number, places[each] ?? inner)),
      '</g>',
    ].join('\n');
  });
  return `<svg class="treemap" viewBox="0 0 ${picture.width} ${picture.height}" role="img" aria-label="layers and packages by size">\n${drawn.join('\n')}\n</svg>`;
}

function partArea(part: LayerPart, layer: number, area: Area): string {
  const title = `${partName(part)}\n${sizes(part)}, ${part.files} files\nlayer ${layer}`;
  const shown = area.width > 24 && area.height > 12 ? label(area, part.name, 12) : '';
  return `<g class="part"><title>${htmlText(title)}</title>${rectangle(area, part.package?.kind ?? 'files')}${shown}</g>`;
}

function inside({ x, y, width, height }: Area): Area {
  return {
    x: x + 2,
    y: y + titleHeight,
    width: Math.max(1, width - 4),
    height: Math.max(1, height - titleHeight - 2),
  };
}

function rectangle({ x, y, width, height }: Area, kind: string): string {
  const [left, top, wide, high] = [x, y, width, height].map((each) => each.toFixed(1));
  return `<rect class="${kind}" x="${left}" y="${top}" width="${wide}" height="${high}"/>`;
}

function label({ x, y, width }: Area, text: string, below: number): string {
  const room = Math.floor((width - 6) / letter);
  if (room < 3) return '';
  const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
  return `<text x="${(x + 4).toFixed(1)}" y="${(y + below).toFixed(1)}">${htmlText(shown)}</text>`;
}

function sizeOf({ unpacked, compressed }: LayerPart | ExplainedLayer): number {
  return unpacked ?? compressed ?? 0;
}

function sizes({ unpacked, compressed }: LayerPart | ExplainedLayer): string {
  return `${byteCount(unpacked)} unpacked, ${byteCount(compressed)} compressed`;
}

function byWeight(left: Weighed<unknown>, right: Weighed<unknown>): number {
  return right.weight - left.weight;
}
