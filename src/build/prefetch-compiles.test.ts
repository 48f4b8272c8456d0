import { expect, test } from 'vitest';

import { exampleText } from '../../test/support/example.ts';
import { imageVertices, prefetchPorts, verticesOf } from '../../test/support/prefetched.ts';
import { specOf } from '../../test/support/spec-of.ts';
import type { Unbuilt } from '../facts/built-first.ts';
import { compileSettings } from '../plan/make-plan.ts';
import type { Plan, PlannedCompile } from '../plan/plan.ts';
import { onPythonAlone } from '../plan/python-alone.ts';
import { compileEarly } from './prefetch-compiles.ts';

const plan = JSON.parse(exampleText('qrcode', 'plan.json')) as Plan;
const unbuilt: Unbuilt = {
  ...{ kind: 'compile', name: 'pure', version: '1.0', stage: 'interpreter' },
  origin: {
    ...{ from: 'url', url: 'https://files.example/pure-1.0.tar.gz', sha256: 'a'.repeat(64) },
    file: 'pure-1.0.tar.gz',
  },
  ...{ envs: [], configSettings: [] },
};
const endless = new Promise(() => undefined);

interface Case {
  readonly text?: string;
  readonly native?: string | null;
  readonly metadata?: Promise<unknown>;
  readonly source?: Unbuilt;
}

/** The vertices that are run while the build of a source is asked for its metadata. */
async function compiled({ text = '', native = null, metadata = endless, source = unbuilt }: Case) {
  const { ports, ran } = prefetchPorts(plan);
  const answers = { nativeSource: () => Promise.resolve(native) };
  await compileEarly(ports, answers, specOf(text), plan, source, metadata);
  return verticesOf(plan, ran);
}

/** The plan if the source is chosen. */
function withSource(planned: PlannedCompile): Plan {
  const group = { title: 'pure', packages: ['pure'] };
  return { ...plan, packages: [...plan.packages, planned], groups: [...plan.groups, group] };
}

function compiledFrom(source: Unbuilt, text: string): PlannedCompile {
  return { ...source, role: 'dependency', ...settings(text) };
}

const settings = (text: string) => compileSettings(specOf(text), 'pure');

test.each([[''], ['build_constraints: [setuptools<80]\n']])(
  'what the graph needs is run while the metadata is read, with %j',
  async (text) => {
    const ran = await compiled({ text });
    const graph = imageVertices(withSource(onPythonAlone(compiledFrom(unbuilt, text))));
    expect(ran.length).toBeGreaterThan(0);
    expect(ran.every((vertex) => graph.includes(vertex))).toBe(true);
  },
);

const git: Unbuilt = {
  ...unbuilt,
  origin: { from: 'git', url: 'https://git.example/pure', commit: 'a'.repeat(40) },
};

test.each<[string, Case]>([
  ['it may need a compiler', { native: 'pure.c' }],
  ['grocker.yml has settings for it', { text: 'compile: {pure: {envs: {A: b}}}\n' }],
  ['it is a repository', { source: git }],
])('the compiler is installed if %s', async (_, given) => {
  const ran = await compiled(given);
  const graph = imageVertices(withSource(compiledFrom(given.source ?? unbuilt, given.text ?? '')));
  const pure = await compiled({});
  expect(ran.every((vertex) => graph.includes(vertex))).toBe(true);
  expect(ran.some((vertex) => !pure.includes(vertex))).toBe(true);
});

const directory: Unbuilt = { ...unbuilt, origin: { from: 'context', path: 'pure', exclude: [] } };

test.each<[string, Case]>([
  ['the answer is there at once', { metadata: Promise.resolve('cached') }],
  ['it is a directory', { source: directory }],
])('nothing is run if %s', async (_, given) => {
  const ran = await compiled(given);
  expect(ran.length).toBe(0);
});
