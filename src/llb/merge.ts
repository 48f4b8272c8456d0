import { Capability } from './capability.ts';
import type { Edges, Output } from './vertex.ts';
import { scratch } from './scratch.ts';
import type { VertexOptions } from './vertex-options.ts';

/** Filesystems laid one over another, the last on top; empty ones and a lone one need no vertex. */
export function merge(outputs: readonly Output[], options: VertexOptions = {}): Output {
  const inputs = outputs.filter(({ vertex }) => vertex !== undefined);
  const [lowest] = inputs;
  if (lowest === undefined) return scratch;
  if (inputs.length === 1) return lowest;

  const lower = (edges: Edges) => ({
    operation: { merge: { inputs: inputs.map((input) => ({ input: edges.add(input) })) } },
    capabilities: [Capability.mergeOp],
  });
  return {
    vertex: { inputs, options, lower, layering: () => ({ below: inputs, adds: false }) },
    index: 0,
    ...(lowest.platform && { platform: lowest.platform }),
  };
}
