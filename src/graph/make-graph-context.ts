import type { Output } from '../llb/llb.ts';
import { hostFoundation } from '../plan/host.ts';
import type { Foundation, Platform } from '../plan/plan.ts';
import type { GraphContext, StepContext } from './graph-context.ts';

/** The origins of everything that a graph is made of. */
export interface GraphPorts extends Pick<GraphContext, 'contextFiles'> {
  readonly steps: (platform: Platform) => StepContext;
  /** The filesystem of an image. */
  readonly base: (reference: string, platform: Platform) => Output;
}

/** The context of a foundation's stages, and of those of its host. */
export function makeGraphContext(ports: GraphPorts, foundation: Foundation): GraphContext {
  const { platform } = foundation;
  const context = (on: Foundation): GraphContext => ({
    ...ports.steps(platform),
    platform: on.platform,
    foundation: on,
    base: ports.base(on.base.reference, on.platform),
    contextFiles: ports.contextFiles,
    image: (reference) => ports.base(reference, platform),
  });
  if (foundation.host === undefined) return context(foundation);
  return { ...context(foundation), host: context(hostFoundation(foundation)) };
}
