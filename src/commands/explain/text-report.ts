import type { RenderStyle } from '../../diagnostics/render.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import { byteCount } from './byte-count.ts';
import { counted } from './counted.ts';
import { droppedSum } from './dropped-files.ts';
import type { Explained, ExplainedLayer, LayerPart } from './explained.ts';
import { leftOutSummary, type LeftOut } from './left-out.ts';
import { textColumns } from './text-columns.ts';

/** How many lines a list has before it says how many more there are. */
const shown = 12;

/** The contents of one image, or plan, for a terminal. */
export function textReport(explained: Explained, style: RenderStyle): string {
  const { layers, duplicates, packages, leftOut = [] } = explained;
  const largest = largestParts(layers);
  const wasted = duplicates.reduce((sum, each) => sum + each.wasted, 0);
  const slim = droppedSum(packages.map(({ dropped }) => dropped));
  const python = packages.filter(({ kind }) => kind === 'python').length;
  return visibleText(
    [
      heading(explained, style),
      `${counted(layers.length, 'layer')}, ${counted(python, 'Python package')}, ${counted(packages.length - python, 'system package')}: ${totalSize(layers)}`,
      ...(slim.files === 0
        ? []
        : [`${byteCount(slim.bytes)} of ${counted(slim.files, 'file')} left out by slim`]),
      '',
      style.strong('Layers, the lowest first'),
      ...textColumns([
        ['', 'compressed', 'unpacked', 'layer', ''],
        ...layers.map((layer, at) => [
          String(at + 1),
          byteCount(layer.compressed),
          byteCount(layer.unpacked),
          shortened(layer.title),
          style.quiet(summary(layer)),
        ]),
      ]),
      '',
      style.strong('The largest'),
      ...textColumns([
        ['compressed', 'unpacked', 'in layer', ''],
        ...largest
          .slice(0, shown)
          .map(({ part, layer }) => [
            byteCount(part.compressed),
            byteCount(part.unpacked),
            String(layer),
            partName(part),
          ]),
      ]),
      ...(duplicates.length === 0
        ? []
        : [
            '',
            style.strong(`Twice: ${byteCount(wasted)}`),
            ...textColumns(
              duplicates
                .slice(0, shown)
                .map(({ why, paths, wasted: bytes }) => [
                  byteCount(bytes),
                  why === 'replaced'
                    ? 'replaced by a layer above'
                    : `${paths.length} times the same`,
                  paths[0] ?? '',
                ]),
            ),
            ...more(duplicates.length),
          ]),
      ...leftOutLines(leftOut, style),
      '',
    ].join('\n'),
  );
}

/** The largest packages that a minimal base lacks, and how to get one back. */
function leftOutLines(all: readonly LeftOut[], style: RenderStyle): readonly string[] {
  const whole = all.filter((each) => each.whole);
  const [first] = whole;
  if (first === undefined) return [];
  return [
    '',
    style.strong(leftOutSummary(all)),
    ...textColumns(whole.slice(0, shown).map(({ bytes, name }) => [byteCount(bytes), name])),
    ...more(whole.length),
    `  If the application runs a program of one, write \`keep: [${first.name}]\``,
  ];
}

export function heading({ name, platform, digest }: Explained, style: RenderStyle): string {
  return [style.strong(name), platform, digest ?? ''].filter(Boolean).join('  ');
}

export function more(count: number): readonly string[] {
  return count > shown ? [`  … and ${count - shown} more: --json lists all`] : [];
}

/** For all layers, as far as known. */
export function totalSize(layers: readonly ExplainedLayer[]): string {
  const sum = (key: 'compressed' | 'unpacked') =>
    layers.reduce((all, layer) => all + (layer[key] ?? 0), 0);
  const isWhole = layers.every(({ unpacked }) => unpacked !== null);
  const compressed = `${byteCount(sum('compressed'))} compressed`;
  return isWhole
    ? `${compressed}, ${byteCount(sum('unpacked'))} unpacked`
    : `${compressed}, as far as known before a build`;
}

export function largestParts(
  layers: readonly ExplainedLayer[],
): readonly { readonly part: LayerPart; readonly layer: number }[] {
  return layers
    .flatMap(({ parts }, at) => parts.map((part) => ({ part, layer: at + 1 })))
    .toSorted(
      (left, right) =>
        (right.part.unpacked ?? right.part.compressed ?? 0) -
        (left.part.unpacked ?? left.part.compressed ?? 0),
    );
}

export function partName({ name, package: owner }: LayerPart): string {
  return owner === undefined ? `${name} (files of no package)` : `${name} ${owner.version}`.trim();
}

function summary({ title, parts }: ExplainedLayer): string {
  const names = parts.flatMap(({ package: owner, name }) =>
    owner === undefined || title.includes(name) ? [] : [name],
  );
  if (names.length === 0) return '';
  const rest = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function shortened(title: string): string {
  const line = title.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
