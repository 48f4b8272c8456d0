import type { Span } from '../diagnostics/span.ts';
import type { Graph } from '../graph/graph.ts';
import type { Output } from '../llb/llb.ts';
import type { Plan, PlannedPackage, PlannedStep } from '../plan/plan.ts';
import type { WheelPythons } from '../python/wheel-pythons.ts';
import type { Spec } from '../spec/spec.ts';

/** Everything that a vertex can have been for, as far as it is known by then. */
export interface FailedWork {
  readonly spec: Spec;
  readonly packages: Plan['packages'];
  readonly system: Plan['system'];
  /** Paths that a lock names, while no package is planned yet. */
  readonly paths?: () => readonly WrittenPath[];
  /** The version of the Python that everything is for. */
  readonly python?: string;
  /** Absent while the plan is still being made. */
  readonly graph?: WorkGraph;
  /** Everything that a build back end printed, where it failed and left that. */
  readonly log?: string;
  /** For which Pythons the package has wheels that could not be compiled, where that is known. */
  readonly wheels?: WheelPythons;
}

/** A path of the context, and where it was written. */
export interface WrittenPath {
  readonly value: string;
  readonly span?: Span;
}

export interface WorkGraph {
  readonly stages: Pick<Graph, 'wheels'> & {
    readonly steps: readonly Pick<Graph['steps'][number], 'planned' | 'ran'>[];
  };
  /** The digest of the vertex that makes an output. */
  readonly digest: (output: Output) => string | undefined;
}

/** The purpose of a vertex. */
export type Work =
  | { readonly kind: 'verify' | 'make' | 'built-with'; readonly planned: PlannedPackage }
  | { readonly kind: 'step'; readonly planned: PlannedStep };

/** By its digest; undefined if it made no package and ran no command of grocker.yml. */
export function workOf(
  { stages, digest }: WorkGraph,
  failed: string | undefined,
): Work | undefined {
  if (failed === undefined) return undefined;
  const isFailed = (output: Output | undefined) =>
    output !== undefined && digest(output) === failed;
  for (const [planned, { verified, source, compiled = [], environments = [] }] of stages.wheels) {
    if (isFailed(verified)) return { kind: 'verify', planned };
    if (isFailed(source) || compiled.some(isFailed)) return { kind: 'make', planned };
    if (environments.some(isFailed)) return { kind: 'built-with', planned };
  }
  const step = stages.steps.find(({ ran }) => isFailed(ran));
  return step && { kind: 'step', planned: step.planned };
}
