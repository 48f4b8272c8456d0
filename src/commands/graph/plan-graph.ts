import type { GraphContext } from '../../graph/graph-context.ts';
import { graph, type Graph } from '../../graph/graph.ts';
import { makeGraphContext } from '../../graph/make-graph-context.ts';
import { localPart } from '../../inputs/local-context.ts';
import {
  image,
  imageReference,
  marshal,
  type Definition,
  type Output,
  type SourceFile,
} from '../../llb/llb.ts';
import type { Plan } from '../../plan/plan.ts';
import type { TargetName } from '../../spec/targets.ts';

/** The targets that have a graph of their own. */
export const graphTargets = [
  'runner',
  'root',
  'compiler',
  'wheels',
  'check',
] as const satisfies readonly TargetName[];

export type GraphTarget = (typeof graphTargets)[number];

export interface PlanGraphOptions {
  /** False for the graph of a builder without pb.CapMergeOp. */
  readonly canMerge?: boolean;
  /** The files that the places of the plan refer to. */
  readonly sources?: readonly SourceFile[];
}

/**
 * The LLB of a plan, as a builder that can do everything gets it; the frontend's image and the
 * context are references in it, without the patterns of a .dockerignore, which no plan has.
 */
export function planGraph(
  plan: Plan,
  target: GraphTarget,
  frontend: string,
  { canMerge = true, sources = [] }: PlanGraphOptions = {},
): Definition {
  const stages = graph(planContext(plan, frontend, canMerge), plan);
  const { platform } = plan;
  return marshal(outputOf(stages, target), { platform, localUniqueId: 'context', sources });
}

/** The surroundings of a plan's graph on a builder that can do everything, with or without pb.CapMergeOp. */
export function planContext(plan: Plan, frontend: string, canMerge: boolean): GraphContext {
  const { platform, host } = plan;
  const ran = host?.platform ?? platform;
  return makeGraphContext(
    {
      steps: () => ({
        platform,
        tools: image(imageReference(frontend), { platform: ran, name: '[internal] tools' }),
        settings: {
          exec: {},
          network: 'sandbox',
          cacheNamespace: '',
          noCache: [],
          fetch: 'daemon',
          canMerge,
          canChangeModes: true,
          canIgnoreContent: true,
          sharesCache: false,
        },
      }),
      base: (reference, on) =>
        image(reference, {
          platform: on,
          name: `[interpreter] ${reference.replace(/@.*$/, '')}`,
        }),
      contextFiles: (part) => localPart({ name: 'context', ignored: [] }, part),
    },
    plan,
  );
}

function outputOf(stages: Graph, target: GraphTarget): Output {
  switch (target) {
    case 'wheels':
      return stages.wheelhouse;
    case 'check':
      return stages.audit;
    case 'runner':
    case 'root':
    case 'compiler':
      return stages[target];
  }
}
