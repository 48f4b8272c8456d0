import { expect, test } from 'vitest';

import { planContext, planGraph } from '../commands/graph/plan-graph.ts';
import { marshal, type Output } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';
import { exampleText } from '../../test/support/example.ts';
import { prefetchStages } from './prefetch-stages.ts';

const plan = JSON.parse(exampleText('qrcode', 'plan.json')) as Plan;

/** The vertices that are run while `question` is under way. */
async function runMeanwhile(question: Promise<unknown>): Promise<readonly string[]> {
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
  expect(ran.filter((vertex) => !graph.includes(vertex))).toEqual([]);
});

test('nothing is run if the answer is there at once', async () => {
  expect(await runMeanwhile(Promise.resolve())).toEqual([]);
  expect(await runMeanwhile(Promise.reject(new Error('no answer')))).toEqual([]);
});
