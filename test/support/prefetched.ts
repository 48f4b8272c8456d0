import { planContext, planGraph } from '../../src/commands/graph/plan-graph.ts';
import { marshal, type Output } from '../../src/llb/llb.ts';
import type { Plan } from '../../src/plan/plan.ts';

const FRONTEND = 'example/frontend';

/** Ports of a daemon whose steps fail, and the outputs that it was to run. */
export function prefetchPorts(plan: Plan) {
  const context = planContext(plan, FRONTEND, true);
  const ran: Output[] = [];
  const ports = {
    steps: () => context,
    base: () => context.base,
    contextFiles: context.contextFiles,
    host: () => undefined,
    run: (output: Output) => {
      ran.push(output);
      return Promise.reject(new Error('the step fails'));
    },
  };
  return { ports, ran };
}

/** The vertices of outputs. */
export function verticesOf(plan: Plan, outputs: readonly Output[]): readonly string[] {
  // The last vertex of a marshalled graph only names the one before.
  return vertices(
    outputs.flatMap((output) => marshal(output, { platform: plan.platform }).def.slice(0, -1)),
  );
}

/** The vertices of a plan's image. */
export function imageVertices(plan: Plan): readonly string[] {
  return vertices(planGraph(plan, 'runner', FRONTEND).def);
}

function vertices(definition: readonly Uint8Array[]): readonly string[] {
  return definition.map((vertex) => Buffer.from(vertex).toString('base64'));
}
