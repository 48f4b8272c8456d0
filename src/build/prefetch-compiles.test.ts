import { expect, test } from 'vitest';

import { exampleText } from '../../test/support/example.ts';
import { specOf } from '../../test/support/spec-of.ts';
import { planContext, planGraph } from '../commands/graph/plan-graph.ts';
import type { Unbuilt } from '../facts/built-first.ts';
import { marshal, type Output } from '../llb/llb.ts';
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
  const context = planContext(plan, 'example/frontend', true);
  const ran: Output[] = [];
  const ports = {
    steps: () => context,
    base: () => context.base,
    contextFiles: context.contextFiles,
    run: (output: Output) => {
      ran.push(output);
      return Promise.reject(new Error('the step fails'));
    },
  };
  const answers = { nativeSource: () => Promise.resolve(native) };
  await compileEarly(ports, answers, specOf(text), plan, source, metadata);
  // The last vertex of a marshalled graph only names the one before.
  return vertices(
    ran.flatMap((output) => marshal(output, { platform: plan.platform }).def.slice(0, -1)),
  );
}

function vertices(definition: readonly Uint8Array[]): readonly string[] {
  return definition.map((vertex) => Buffer.from(vertex).toString('base64'));
}

/** The plan if the source is chosen. */
function withSource(text: string): Plan {
  const planned: PlannedCompile = { ...unbuilt, role: 'dependency', ...settings(text) };
  const group = { title: 'pure', packages: ['pure'] };
  return {
    ...plan,
    packages: [...plan.packages, onPythonAlone(planned)],
    groups: [...plan.groups, group],
  };
}

const settings = (text: string) => compileSettings(specOf(text), 'pure');

test.each([[''], ['build_constraints: [setuptools<80]\n']])(
  'what the graph needs is run while the metadata is read, with %j',
  async (text) => {
    const ran = await compiled({ text });
    const graph = vertices(planGraph(withSource(text), 'runner', 'example/frontend').def);
    expect(ran.length).toBeGreaterThan(0);
    expect(ran.filter((vertex) => !graph.includes(vertex))).toEqual([]);
  },
);

const git: Unbuilt = {
  ...unbuilt,
  origin: { from: 'git', url: 'https://git.example/pure', commit: 'a'.repeat(40) },
};

test.each<[string, Case]>([
  ['the answer is there at once', { metadata: Promise.resolve('cached') }],
  ['it may need a compiler', { native: 'pure.c' }],
  ['grocker.yml has settings for it', { text: 'compile: {pure: {envs: {A: b}}}\n' }],
  ['it is a repository', { source: git }],
])('nothing is run if %s', async (_, given) => {
  expect(await compiled(given)).toEqual([]);
});
