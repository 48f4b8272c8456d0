import type { Output } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';
import { audit } from './audit.ts';
import type { GraphContext } from './graph-context.ts';
import { installedGroups, runner } from './runner.ts';
import { stages, withVolumes, type Stages } from './stages.ts';
import { wheelhouse, wheels, type WheelOutput } from './wheels.ts';

/** Every stage of a plan; what a target does not need is never built. */
export interface Graph extends Stages {
  /** By package. */
  readonly wheels: ReadonlyMap<string, WheelOutput>;
  /** All wheels in one directory. */
  readonly wheelhouse: Output;
  readonly runner: Output;
  /** Holds audit.json. */
  readonly audit: Output;
}

export function graph(context: GraphContext, plan: Plan): Graph {
  const { interpreter, root, compiler } = stages(context);
  const made = wheels(context, plan.packages, { interpreter, compiler });
  const groups = installedGroups(context, plan, interpreter, made);
  const rootWithVolumes = withVolumes(context, root, plan.image.volumes);
  return {
    interpreter,
    root,
    compiler,
    wheels: made,
    wheelhouse: wheelhouse([...made.values()]),
    runner: runner(
      context,
      rootWithVolumes,
      groups.map(({ layer }) => layer),
    ),
    audit: audit(
      context,
      plan,
      root,
      groups.map(({ report }) => report),
    ),
  };
}
