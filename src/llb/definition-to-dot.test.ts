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

it('draws vertices with their names, or what they do, and edges with their mounts', () => {
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
  expect(picture(merge([base, copied]))).toBe(`digraph llb {
  rankdir=LR;
  node [style=filled, fontname="sans-serif", fontsize=10];
  edge [fontname="sans-serif", fontsize=8];
  v0 [label="the \\"base\\"", shape=cylinder, fillcolor="#d9ead3"];
  v1 [label="https://files.example/a", shape=cylinder, fillcolor="#d9ead3"];
  v2 [label="sh -c echo ${'x'.repeat(48)}…", shape=box, fillcolor="#cfe2f3"];
  v3 [label="mkdir /srv\\ncopy /a /srv/", shape=note, fillcolor="#fff2cc"];
  v4 [label="merge", shape=trapezium, fillcolor="#ead1dc"];
  v5 [label="result", shape=doubleoctagon, fillcolor="#eeeeee"];
  v0 -> v2;
  v1 -> v2 [label="/a"];
  v2 -> v3;
  v0 -> v4;
  v3 -> v4;
  v4 -> v5;
}
`);
});

it('draws many files of one vertex as one node', () => {
  const files = ['a', 'b', 'c', 'd'].map((name) => http(`https://files.example/${name}`));
  expect(picture(merge([image('debian'), ...files]))).toBe(`digraph llb {
  rankdir=LR;
  node [style=filled, fontname="sans-serif", fontsize=10];
  edge [fontname="sans-serif", fontsize=8];
  v0 [label="docker-image://docker.io/library/debian:latest", shape=cylinder, fillcolor="#d9ead3"];
  v5 [label="merge", shape=trapezium, fillcolor="#ead1dc"];
  v6 [label="result", shape=doubleoctagon, fillcolor="#eeeeee"];
  v5_files [label="4 files", shape=cylinder, fillcolor="#d9ead3"];
  v0 -> v5;
  v5 -> v6;
  v5_files -> v5;
}
`);
});
