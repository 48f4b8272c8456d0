import { expect, test } from 'vitest';

import { examplePlatform, exampleText, planOf } from '../../test/support/example.ts';
import { imageVertices, prefetchPorts, verticesOf } from '../../test/support/prefetched.ts';
import { parseRecordedFacts, replayFacts } from '../facts/recorded-facts.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { readSpec } from '../project/read-spec.ts';
import { installEarly } from './prefetch-installs.ts';

const recorded = replayFacts(parseRecordedFacts(exampleText('ipython', 'facts.json')));
const endless = new Promise(() => undefined);

/** The lock of the example if traitlets had no wheel. */
function withoutWheel(lock: string): string {
  return lock.replace(/(name = "traitlets"\n[^[]*)wheels = \[[^\]]*\]\n/, '$1');
}

/** The only question of the example, and its answer. */
async function asked() {
  const questions: { question: PythonLockQuestion; lock: string }[] = [];
  const facts: FactSource = {
    ...recorded,
    pythonLock: async (question, foundation) => {
      const lock = await recorded.pythonLock(question, foundation);
      questions.push({ question, lock: withoutWheel(lock) });
      return lock;
    },
  };
  await planOf(facts);
  const [only] = questions;
  if (only === undefined) throw new Error('nothing was asked');
  return only;
}

/** The daemon is asked for all but the lock, which it has not chosen yet. */
const undecided: FactSource = {
  ...recorded,
  pythonLock: () => Promise.reject(new Error('the resolution is under way')),
};

async function installed(
  metadata: Promise<unknown>,
  change: (question: PythonLockQuestion) => PythonLockQuestion = (question) => question,
) {
  const { question, lock } = await asked();
  const plan = await planOf({ ...recorded, pythonLock: () => Promise.resolve(lock) });
  const { ports, ran } = prefetchPorts(plan);
  const spec = await readSpec(recorded, { target: 'runner', args: {} });
  const assumed = { question: change(question), lock };
  await installEarly(ports, undecided, spec, examplePlatform, assumed, metadata);
  return { ran, plan };
}

test('groups of wheels are installed while metadata is read, and no source is built for them', async () => {
  const { ran, plan } = await installed(endless);
  const built = plan.packages.filter(({ kind }) => kind === 'compile').map(({ name }) => name);
  expect(built).toEqual(['traitlets']);
  const ready = plan.groups.filter(({ packages }) => !packages.includes('traitlets'));
  expect(ran).toHaveLength(ready.length);
  const graph = imageVertices(plan);
  const vertices = verticesOf(plan, ran);
  expect(vertices.every((vertex) => graph.includes(vertex))).toBe(true);
});

test('nothing is installed where the metadata is there at once', async () => {
  const { ran } = await installed(Promise.resolve('cached'));
  expect(ran).toEqual([]);
});

test('the lock answers no other question', async () => {
  const { ran } = await installed(endless, (question) => ({ ...question, extras: ['other'] }));
  expect(ran).toEqual([]);
});
