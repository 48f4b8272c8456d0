import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

import { exampleText } from '../../test/support/example.ts';
import { imageVertices, prefetchPorts, verticesOf } from '../../test/support/prefetched.ts';
import { specOf } from '../../test/support/spec-of.ts';
import type { Unbuilt } from '../facts/built-first.ts';
import { compileSettings } from '../plan/make-plan.ts';
import type { Plan, PlannedCompile } from '../plan/plan.ts';
import { onPythonAlone } from '../plan/python-alone.ts';
import { builtMetadata, compilerEarly } from './prefetch-compiles.ts';

const plan = JSON.parse(exampleText('qrcode', 'plan.json')) as Plan;
const unbuilt: Unbuilt = {
  ...{ kind: 'compile', name: 'pure', version: '1.0', stage: 'interpreter' },
  origin: {
    ...{ from: 'url', url: 'https://files.example/pure-1.0.tar.gz', sha256: 'a'.repeat(64) },
    file: 'pure-1.0.tar.gz',
  },
  ...{ envs: [], configSettings: [] },
};
const METADATA = 'Metadata-Version: 2.1\nName: pure\nVersion: 1.0\nRequires-Dist: six\n';
const wheel = execFileSync('python3', [
  '-c',
  [
    'import io, sys, zipfile',
    'out = io.BytesIO()',
    'with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as wheel:',
    '    wheel.writestr("pure.py", "")',
    '    wheel.writestr("pure-1.0.dist-info/METADATA", sys.argv[1])',
    'sys.stdout.buffer.write(out.getvalue())',
  ].join('\n'),
  METADATA,
]);
const endless = new Promise(() => undefined);

interface Case {
  readonly text?: string;
  readonly native?: string | null;
  readonly metadata?: Promise<unknown>;
  readonly source?: Unbuilt;
}

const answers = (native: string | null) => ({ nativeSource: () => Promise.resolve(native) });

/** The vertices that are run while the build of a source is asked for its metadata. */
async function prepared({ text = '', native = null, metadata = endless, source = unbuilt }: Case) {
  const { ports, ran } = prefetchPorts(plan);
  await compilerEarly(ports, answers(native), specOf(text), plan, source, metadata);
  return verticesOf(plan, ran);
}

/** The metadata of the wheel of a source, and the vertices that are run for it; `built` are the files of its attempts. */
async function built({
  text = '',
  native = null,
  source = unbuilt,
  built = [['pure-1.0-py3-none-any.whl']],
}: Omit<Case, 'metadata'> & { readonly built?: readonly (readonly string[])[] }) {
  const { ports, ran } = prefetchPorts(plan);
  const left = [...built];
  const daemon = {
    ...ports,
    names: () => Promise.resolve(left.shift() ?? []),
    readBytes: () => Promise.resolve(wheel),
  };
  const metadata = await builtMetadata(daemon, answers(native), specOf(text), plan, source);
  return { metadata, ran: verticesOf(plan, ran) };
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
  'metadata is that of the wheel which the graph has, with %j',
  async (text) => {
    const { metadata, ran } = await built({ text });
    expect(metadata).toBe(METADATA);
    const graph = imageVertices(withSource(onPythonAlone(compiledFrom(unbuilt, text))));
    expect(ran.length).toBeGreaterThan(0);
    expect(ran.every((vertex) => graph.includes(vertex))).toBe(true);
  },
);

test('the wheel may be that of the second attempt', async () => {
  const attempts = [['asked.json'], ['pure-1.0-py3-none-any.whl']];
  expect((await built({ built: attempts })).metadata).toBe(METADATA);
});

const git: Unbuilt = {
  ...unbuilt,
  origin: { from: 'git', url: 'https://git.example/pure', commit: 'a'.repeat(40) },
};

test.each<[string, Case]>([
  ['it may need a compiler', { native: 'pure.c' }],
  ['grocker.yml has settings for it', { text: 'compile: {pure: {envs: {A: b}}}\n' }],
  ['it is a repository', { source: git }],
])('the compiler is installed if %s', async (_, given) => {
  const ran = await prepared(given);
  const graph = imageVertices(withSource(compiledFrom(given.source ?? unbuilt, given.text ?? '')));
  const { ran: pure } = await built({});
  expect((await built(given)).metadata).toBeUndefined();
  expect(ran.every((vertex) => graph.includes(vertex))).toBe(true);
  expect(ran.some((vertex) => !pure.includes(vertex))).toBe(true);
});

const directory: Unbuilt = { ...unbuilt, origin: { from: 'context', path: 'pure', exclude: [] } };

test.each<[string, Case]>([
  ['the answer is there at once', { native: 'pure.c', metadata: Promise.resolve('cached') }],
  ['it needs no compiler', {}],
  ['it is a directory', { source: directory }],
])('nothing is run if %s', async (_, given) => {
  expect(await prepared(given)).toEqual([]);
});

test.each<[string, Parameters<typeof built>[0]]>([
  ['it is a directory', { source: directory }],
  ['its build makes no wheel', { built: [['asked.json'], []] }],
])('its build is asked for the metadata alone if %s', async (_, given) => {
  expect((await built(given)).metadata).toBeUndefined();
});
