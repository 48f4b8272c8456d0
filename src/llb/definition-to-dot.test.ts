import { expect, it } from 'vitest';
import { definitionToDot } from './definition-to-dot.ts';
import { exec } from './exec.ts';
import { copy, mkdir } from './file-action.ts';
import { file } from './file.ts';
import { http } from './http.ts';
import { image } from './image.ts';
import { marshal } from './marshal.ts';
import { merge } from './merge.ts';
import { bind, output } from './mount.ts';
import { scratch } from './scratch.ts';

const picture = (result: ReturnType<typeof merge>) =>
  definitionToDot(marshal(result, { platform: { os: 'linux', architecture: 'amd64' } }));

const start = `digraph llb {
  rankdir=LR; ranksep=0.6; nodesep=0.15;
  graph [fontname="Helvetica,Arial,sans-serif", fontsize=12, style="filled,rounded", color="#bbbbbb", fillcolor="#fafafa"];
  node [style=filled, fontname="Helvetica,Arial,sans-serif", fontsize=10, margin="0.3,0.08"];
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=8, arrowsize=0.7];`;

it('draws vertices with their names or operations, and edges with their mounts', () => {
  const base = image('debian', { name: 'the "base"' });
  const { mount } = exec({
    root: base,
    args: ['sh', '-c', `echo ${'x'.repeat(60)}`],
    mounts: [
      bind({ target: '/a', source: http('https://files.example/a') }),
      output({ target: '/out' }),
    ],
  });
  const copied = file(scratch, [
    mkdir({ path: '/srv' }),
    copy({ from: mount('/out'), src: '/a', dest: '/srv/' }),
  ]);
  expect(picture(merge([base, copied]))).toBe(`${start}
  v0 [label="the \\"base\\"", shape=cylinder, fillcolor="#d9ead3"];
  v1 [label="https://files.example/a", shape=cylinder, fillcolor="#d9ead3"];
  v2 [label="sh -c echo ${'x'.repeat(48)}…", shape=box, fillcolor="#cfe2f3"];
  v3 [label="mkdir /srv\\ncopy /a /srv/", shape=note, fillcolor="#fff2cc"];
  v4 [label="merge", shape=box, style="filled,rounded", fillcolor="#ead1dc"];
  v5 [label="result", shape=doubleoctagon, fillcolor="#eeeeee"];
  v0 -> v2;
  v1 -> v2;
  v2 -> v3;
  v0 -> v4;
  v3 -> v4;
  v4 -> v5;
}
`);
});

it('draws stages as boxes, tools in grey, the places of mounts on edges', () => {
  const tools = image('tools', { name: '[internal] tools' });
  const base = image('debian', { name: '[base] debian' });
  const made = exec({
    root: base,
    args: ['make'],
    mounts: [bind({ target: '/t', source: tools }), bind({ target: '/from', source: base })],
    name: '[make 1/2] it',
  });
  expect(picture(merge([base, made.root]))).toBe(`${start}
  subgraph "cluster_base" {
    label="base";
    v0 [label="debian", shape=cylinder, fillcolor="#d9ead3"];
  }
  v1 [label="tools", shape=cylinder, fillcolor="#d9ead3"];
  subgraph "cluster_make" {
    label="make";
    v2 [label="1/2 it", shape=box, fillcolor="#cfe2f3"];
  }
  v3 [label="merge", shape=box, style="filled,rounded", fillcolor="#ead1dc"];
  v4 [label="result", shape=doubleoctagon, fillcolor="#eeeeee"];
  v0 -> v2 [label="/from"];
  v1 -> v2 [color="#cccccc", style=dashed, weight=0];
  v0 -> v3;
  v2 -> v3;
  v3 -> v4;
}
`);
});

const graph = (names: readonly string[]) =>
  picture(
    merge([
      image('debian'),
      ...names.map((name) => http(`https://files.example/${name}`, { name })),
    ]),
  );

it.each([
  [['a', 'b'], 'a\\nb'],
  [['a', 'b', 'c', 'd'], 'a\\nb\\nc\\nd'],
  [['a', 'b', 'c', 'd', 'e'], 'a\\nb\\nc\\nand 2 more'],
  [[`b${'x'.repeat(50)}e`, 'b'], `b${'x'.repeat(21)}…${'x'.repeat(20)}e\\nb`],
])('files that only one vertex needs are one node: %j', (names, label) => {
  expect(graph(names)).toBe(`${start}
  v0 [label="docker-image://docker.io/library/debian:latest", shape=cylinder, fillcolor="#d9ead3"];
  v1 [label="${label}", shape=cylinder, fillcolor="#d9ead3"];
  v${names.length + 1} [label="merge", shape=box, style="filled,rounded", fillcolor="#ead1dc"];
  v${names.length + 2} [label="result", shape=doubleoctagon, fillcolor="#eeeeee"];
  v0 -> v${names.length + 1};
  v1 -> v${names.length + 1};
  v${names.length + 1} -> v${names.length + 2};
}
`);
});
