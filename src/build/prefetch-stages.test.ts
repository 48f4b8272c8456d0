import { expect, test } from 'vitest';

import type { Plan } from '../plan/plan.ts';
import { exampleText } from '../../test/support/example.ts';
import { imageVertices, prefetchPorts, verticesOf } from '../../test/support/prefetched.ts';
import { prefetchStages } from './prefetch-stages.ts';

const plan = JSON.parse(exampleText('qrcode', 'plan.json')) as Plan;

/** The vertices that are run while `question` is under way. */
async function runMeanwhile(question: Promise<unknown>, compiles = false, processors = 4) {
  const { ports, ran } = prefetchPorts(plan);
  await prefetchStages(ports, plan, question, () => compiles, processors);
  return verticesOf(plan, ran);
}

test('stages that every graph needs run while a question takes time', async () => {
  const ran = await runMeanwhile(new Promise(() => undefined));
  const graph = imageVertices(plan);
  expect(ran.length).toBeGreaterThan(0);
  expect(ran.every((vertex) => graph.includes(vertex))).toBe(true);
});

test('the compiler is installed with them if a package is compiled for sure', async () => {
  const question = new Promise(() => undefined);
  const [ran, without] = [await runMeanwhile(question, true), await runMeanwhile(question)];
  const inCompiler: Plan = {
    ...plan,
    packages: plan.packages.map((each) =>
      each.kind === 'compile' ? { ...each, stage: 'compiler' } : each,
    ),
  };
  const graph = imageVertices(inCompiler);
  expect(without.every((vertex) => ran.includes(vertex))).toBe(true);
  expect(ran.length).toBeGreaterThan(without.length);
  expect(ran.every((vertex) => graph.includes(vertex))).toBe(true);
});

test('nothing is run if the answer is there at once', async () => {
  expect(await runMeanwhile(Promise.resolve())).toEqual([]);
  expect(await runMeanwhile(Promise.reject(new Error('no answer')))).toEqual([]);
});

test('with few processors the system packages wait until Python is unpacked', async () => {
  const question = new Promise(() => undefined);
  const [few, many] = [await runMeanwhile(question, true, 2), await runMeanwhile(question, true)];
  // The daemon of this test fails, so that nothing comes after it.
  expect(few.length).toBeGreaterThan(0);
  expect(many.length).toBeGreaterThan(few.length);
  expect(few.every((vertex) => many.includes(vertex))).toBe(true);
});
