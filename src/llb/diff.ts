import { Capability } from './capability.ts';
import type { Edges, Output } from './vertex.ts';
import type { VertexOptions } from './vertex-options.ts';

/** The files of `upper` that `base` lacks; the whole of it if `base` is empty. */
export function diff(base: Output, upper: Output, options: VertexOptions = {}): Output {
  if (base.vertex === undefined) return upper;

  const lower = (edges: Edges) => ({
    operation: {
      diff: { lower: { input: edges.add(base) }, upper: { input: edges.add(upper) } },
    },
    capabilities: [Capability.diffOp],
  });
  return {
    vertex: {
      inputs: [base, upper],
      options,
      lower,
      // Between two others, only the daemon knows the layers.
      ...(base === upper && { layering: () => ({ below: [], adds: false }) }),
    },
    index: 0,
    ...(base.platform && { platform: base.platform }),
  };
}
