import { drawGraph } from '../draw-graph.ts';
import { byteCount } from './byte-count.ts';
import { differences, type LayerDifference } from './differences.ts';
import { droppedSum } from './dropped-files.ts';
import { leftOutSummary } from './left-out.ts';
import type { Explained, LayerPart } from './explained.ts';
import { htmlText } from './html-text.ts';
import { htmlTreemap } from './html-treemap.ts';
import { pageScript, pageStyle } from './html-page.ts';
import { MOST_DRAWN, requirementGraph } from './requirement-graph.ts';
import { totalSize } from './text-report.ts';

/** One page about an image or a plan, and about what is new in a newer one; it asks for nothing else. */
export async function htmlReport(first: Explained, second: Explained | undefined): Promise<string> {
  const explained = second ?? first;
  const { name, platform, digest, layers, packages } = explained;
  const changes = second === undefined ? '' : changesOf(first, second);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(name)}</title>
<style>${pageStyle}</style>
</head>
<body>
<h1>${htmlText(name)}</h1>
<p class="quiet">${htmlText([platform, digest ?? ''].filter(Boolean).join(' · '))}</p>
<p>${layers.length} layers, ${packages.length} packages, ${totalSize(layers)}</p>
<nav>${changes === '' ? '' : '<a href="#changes">Changes</a>'}<a href="#sizes">Sizes</a><a href="#graph">Graph</a><a href="#packages">List</a>${isSlim(explained) ? '<a href="#slim">Left out</a>' : ''}</nav>
${changes}
<h2 id="sizes">Layers and packages by size</h2>
<p class="legend"><span><i class="python"></i>Python</span><span><i class="deb"></i>system</span><span><i class="files"></i>other files</span></p>
${htmlTreemap(explained)}
<h2 id="graph">${explained.dot === undefined ? 'Requirements' : 'The build'}</h2>
<div class="graph">${await drawing(explained.dot ?? requirementGraph(explained))}</div>
<h2 id="packages">List</h2>
<input id="search" type="search" placeholder="Search" aria-label="Search the list">
<div class="scroll">${listOf(explained)}</div>
${droppedOf(explained)}
${leftOutOf(explained)}
<script>${pageScript}</script>
</body>
</html>
`;
}

/** Without the declaration of XML, which HTML does not have. */
async function drawing(dot: string): Promise<string> {
  const count = dot.split(' -> ').length - 1;
  if (count > MOST_DRAWN) return `<p class="quiet">${count} lines are too many to draw.</p>`;
  const svg = await drawGraph(dot);
  return svg.slice(svg.indexOf('<svg'));
}

function changesOf(before: Explained, after: Explained): string {
  const { layers, gone, settings, pull } = differences(before, after);
  const fresh = layers.flatMap((layer, at) =>
    layer.state === 'new' ? [changeOf(layer, at + 1)] : [],
  );
  const items = (lines: readonly string[]) =>
    `<ul>${lines.map((each) => `<li>${each}</li>`).join('')}</ul>`;
  return `<h2 id="changes">New since ${htmlText(before.name)}</h2>
<p>${layers.length - fresh.length} of ${layers.length} layers are the same${pull === null ? '' : `; ${byteCount(pull)} to pull`}.</p>
${fresh.join('\n')}
${gone.length === 0 ? '' : `<h3>Gone</h3>${items(gone.map(htmlText))}`}
${settings.length === 0 ? '' : `<h3>Settings</h3>${items(settings.map(({ key, before: old, after: now }) => htmlText(`${key}: ${old ?? '(none)'} → ${now ?? '(none)'}`)))}`}`;
}

function changeOf(layer: LayerDifference, number: number): string {
  const { title, insteadOf, packages, files, reason, compressed } = layer;
  const lines = [
    ...(insteadOf === undefined || insteadOf === title ? [] : [`in place of ${insteadOf}`]),
    ...packages.map(
      ({ name, before, after }) => `${name}: ${before ?? '(none)'} → ${after ?? '(none)'}`,
    ),
    ...(files.length === 0
      ? []
      : [
          `${files.length} files differ: ${files
            .slice(0, 12)
            .map(({ path, change }) => `${path} (${change})`)
            .join(', ')}${files.length > 12 ? ' …' : ''}`,
        ]),
    ...(reason === undefined ? [] : [reason]),
  ];
  return `<h3>Layer ${number}: ${htmlText(title)} <span class="quiet">${byteCount(compressed)}</span></h3>
<ul>${lines.map((each) => `<li>${htmlText(each)}</li>`).join('')}</ul>`;
}

const columns = [
  ['Name', ''],
  ['Version', ''],
  ['Kind', ''],
  ['Layer', 'number'],
  ['Compressed', 'number'],
  ['Unpacked', 'number'],
  ['Files', 'number'],
  ['Required by', ''],
  ['Licence', ''],
] as const;

function listOf(explained: Explained): string {
  const parts = explained.layers
    .flatMap(({ parts: own }, at) => own.map((part) => ({ part, layer: at + 1 })))
    .toSorted((left, right) => weightOf(right.part) - weightOf(left.part));
  const requirers = new Map<string, string[]>();
  for (const { kind, name, requires } of explained.packages) {
    for (const each of requires) {
      const key = `${kind} ${each}`;
      requirers.set(key, [...(requirers.get(key) ?? []), name]);
    }
  }
  const head = columns.map(
    ([title, kind]) => `<th class="${kind}"><button type="button">${title}</button></th>`,
  );
  const body = parts.map(({ part, layer }) => {
    const { name, package: owner, compressed, unpacked, files } = part;
    const by = owner === undefined ? [] : (requirers.get(`${owner.kind} ${name}`) ?? []);
    const cells = [
      text(name),
      text(owner?.version ?? ''),
      text(owner?.kind ?? 'files'),
      number(layer, String(layer)),
      number(compressed ?? -1, byteCount(compressed)),
      number(unpacked ?? -1, byteCount(unpacked)),
      number(files, String(files)),
      text(by.slice(0, 6).join(', ') + (by.length > 6 ? ` and ${by.length - 6} more` : '')),
      text(owner?.licence ?? ''),
    ];
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table id="list"><thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

function isSlim({ packages }: Explained): boolean {
  return packages.some(({ dropped }) => droppedSum([dropped]).files > 0);
}

/** The files that slim left out, by package and reason, the largest first; nothing if it left out none. */
function droppedOf(explained: Explained): string {
  if (!isSlim(explained)) return '';
  const rows = explained.packages
    .flatMap(({ name, dropped = {} }) =>
      Object.entries(dropped).map(([reason, { files, bytes }]) => ({ name, reason, files, bytes })),
    )
    .toSorted((left, right) => right.bytes - left.bytes)
    .map(({ name, reason, files, bytes }) => {
      const cells = [
        text(name),
        text(reason),
        number(files, String(files)),
        number(bytes, byteCount(bytes)),
      ];
      return `<tr>${cells.join('')}</tr>`;
    });
  const sum = droppedSum(explained.packages.map(({ dropped }) => dropped));
  return `<h2 id="slim">Left out by slim</h2>
<p>${sum.files} files, ${byteCount(sum.bytes)}</p>
<div class="scroll"><table><thead><tr><th>Package</th><th>Reason</th><th class="number">Files</th><th class="number">Unpacked</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

/** The system packages that a minimal base lacks; nothing for another image. */
function leftOutOf({ leftOut = [] }: Explained): string {
  if (leftOut.length === 0) return '';
  const rows = leftOut.map(({ name, whole, files, bytes }) => {
    const cells = [
      text(name),
      text(whole ? 'the whole package' : 'some files'),
      number(files, String(files)),
      number(bytes, byteCount(bytes)),
    ];
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<h2 id="minimal">Left out by base: minimal</h2>
<p>${htmlText(leftOutSummary(leftOut))}. <code>keep</code> in grocker.yml names packages that stay.</p>
<div class="scroll"><table><thead><tr><th>Package</th><th>What</th><th class="number">Files</th><th class="number">Unpacked</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function text(value: string): string {
  return `<td>${htmlText(value)}</td>`;
}

function number(value: number, shown: string): string {
  return `<td class="number" data-value="${value}">${shown}</td>`;
}

function weightOf({ unpacked, compressed }: LayerPart): number {
  return unpacked ?? compressed ?? 0;
}
