import { expect, test } from 'vitest';

import { planContext, planGraph } from '../commands/graph/plan-graph.ts';
import { marshal, type Output } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';
import { exampleText } from '../../test/support/example.ts';
import { prefetchStages } from './prefetch-stages.ts';

const plan = JSON.parse(exampleText('qrcode', 'plan.json')) as Plan;

/** The vertices that are run while `question` is under way. */
async function runMeanwhile(question: Promise<unknown>, compiles = false): Promise<readonly string[]> {
  const context = planContext(plan, 'example/frontend', true);
  const ran: Output[] = [];
  await prefetchStages(
    {
      steps: () => context,
      base: () => context.base,
      contextFiles: context.contextFiles,
      run: (output) => {
        ran.push(output);
        return Promise.reject(new Error('the step fails'));
      },
    },
    plan,
    question,
    compiles,
  );
  // The last vertex of a marshalled graph only names the one before.
  return vertices(
    ran.flatMap((output) => marshal(output, { platform: plan.platform }).def.slice(0, -1)),
  );
}

function vertices(definition: readonly Uint8Array[]): readonly string[] {
  return definition.map((vertex) => Buffer.from(vertex).toString('base64'));
}

test('stages that every graph needs run while a question takes time', async () => {
  const ran = await runMeanwhile(new Promise(() => undefined));
  const graph = vertices(planGraph(plan, 'runner', 'example/frontend').def);
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
  const graph = vertices(planGraph(inCompiler, 'runner', 'example/frontend').def);
  expect(without.every((vertex) => ran.includes(vertex))).toBe(true);
  expect(ran.length).toBeGreaterThan(without.length);
  expect(ran.every((vertex) => graph.includes(vertex))).toBe(true);
});

test('nothing is run if the answer is there at once', async () => {
  expect(await runMeanwhile(Promise.resolve())).toEqual([]);
  expect(await runMeanwhile(Promise.reject(new Error('no answer')))).toEqual([]);
});
