import { expect, test } from 'vitest';
import { drawGraph } from './draw-graph.ts';
import { graphLayout } from './graph-layout.ts';

// Pictures of what strangers made. Graphviz would order the lines of some of these for hours.

const quoted = (name: string | number) => `"${String(name).replaceAll('"', '\\"')}"`;
const graph = (edges: readonly (readonly (string | number)[])[]) =>
  `digraph a {\n${edges.map((edge) => `  ${edge.map(quoted).join(' -> ')};`).join('\n')}\n}\n`;
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const chain = (count: number) => numbers(count).map((at) => [at, at + 1] as const);
/** Each node requires one that is far down, so that its line crosses many layers. */
const jumps = (count: number) => numbers(count).map((at) => [at, (at * 7919) % count] as const);
/** Ten layers of applications and libraries, as those of people. */
const usual = (count: number) =>
  numbers(count).map((at) => [`${at % 10} ${at % 7}`, `${(at % 10) + 1} ${at % 11}`] as const);

test.each([
  ['a few packages', usual(60), 'layers'],
  ['many packages', usual(700), 'layers'],
  ['a chain', chain(700), 'layers'],
  ['a chain with a few lines along it', [...chain(60), ...jumps(60)], 'haste'],
  ['a chain with many lines along it', [...chain(250), ...jumps(250)], 'springs'],
  ['a circle', [...chain(3), [3, 0] as const], 'layers'],
  ['a package that requires itself', [[1, 1] as const], 'layers'],
  [
    'names that look like the end of a line',
    [...chain(250), ...jumps(250)].map((edge) => edge.map((name) => `a\n"${name}" -> "b"`)),
    'springs',
  ],
])('%s', (_, edges, layout) => {
  expect(graphLayout(graph(edges))).toBe(layout);
});

test.each([
  ['layers', [...chain(3), [3, 0] as const]],
  ['haste', [...chain(60), ...jumps(60)]],
  ['springs', [...chain(250), ...jumps(250)]],
])('a picture in %s has a line for each edge', async (_, edges) => {
  const svg = await drawGraph(graph(edges));
  expect(svg.split('class="edge"').length - 1).toBe(edges.length);
});
