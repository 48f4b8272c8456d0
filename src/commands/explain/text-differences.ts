import type { RenderStyle } from '../../diagnostics/render.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import { byteCount } from './byte-count.ts';
import type { Differences, FileDifference, LayerDifference } from './differences.ts';
import type { Explained } from './explained.ts';
import { heading } from './text-report.ts';

/** How many files of a layer are named. */
const shown = 8;

/** Why layers of one image, or plan, are new to those who have another, for a terminal. */
export function textDifferences(
  before: Explained,
  after: Explained,
  { layers, gone, settings, pull }: Differences,
  style: RenderStyle,
): string {
  const fresh = layers.filter(({ state }) => state === 'new');
  const same = layers.length - fresh.length;
  return visibleText(
    [
      `${heading(before, style)}  →  ${heading(after, style)}`,
      fresh.length === 0
        ? `All ${same} layers are the same.`
        : `${same} of ${layers.length} layers are the same; ${fresh.length} new${pull === null ? '' : `, ${byteCount(pull)} to pull`}.`,
      ...layers.flatMap((layer, at) => layerLines(layer, at + 1, style)),
      ...(gone.length === 0 ? [] : ['', style.strong('Gone'), ...gone.map((each) => `  ${each}`)]),
      ...(settings.length === 0
        ? []
        : [
            '',
            style.strong('Settings'),
            ...settings.map(
              ({ key, before: old, after: now }) =>
                `  ${key}: ${old ?? '(none)'} → ${now ?? '(none)'}`,
            ),
          ]),
      '',
    ].join('\n'),
  );
}

function layerLines(layer: LayerDifference, number: number, style: RenderStyle): readonly string[] {
  if (layer.state === 'same') return [];
  const { title, insteadOf, compressed, growth, packages, files, reason } = layer;
  const size = [
    ...(compressed === null ? [] : [`${byteCount(compressed)} compressed`]),
    ...(growth === null ? [] : [`${growth < 0 ? '' : '+'}${byteCount(growth)} unpacked`]),
  ].join(', ');
  return [
    '',
    `${style.strong(`Layer ${number} is new: ${title}`)}${size === '' ? '' : style.quiet(`  ${size}`)}`,
    ...(insteadOf === undefined || insteadOf === title ? [] : [`  in place of: ${insteadOf}`]),
    ...packages.map(
      ({ name, before, after }) =>
        `  ${name}: ${before === null ? `${after ?? ''} is new` : after === null ? `${before} is gone` : `${before} → ${after}`}`,
    ),
    ...fileLines(files),
    ...(reason === undefined ? [] : [`  ${reason}`]),
  ];
}

function fileLines(files: readonly FileDifference[]): readonly string[] {
  if (files.length === 0) return [];
  const count = (change: FileDifference['change']) =>
    files.filter((each) => each.change === change).length;
  const counts = [
    [count('changed'), 'changed'],
    [count('added'), 'added'],
    [count('removed'), 'removed'],
    [count('attributes'), 'with another mode, owner or time'],
  ] as const;
  const content = files.filter(({ change }) => change !== 'attributes');
  const named = (content.length > 0 ? content : files).slice(0, shown);
  const rest = files.length - named.length;
  return [
    `  files: ${counts.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`])).join(', ')}`,
    ...named.map(
      ({ path, change, detail }) =>
        `    ${marks[change]} ${path}${detail === undefined ? '' : `: ${detail}`}`,
    ),
    ...(rest > 0 ? [`    … and ${rest} more: --json lists all`] : []),
  ];
}

const marks: Readonly<Record<FileDifference['change'], string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  attributes: '=',
};
