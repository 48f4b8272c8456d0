import type { Output } from './output.ts';
import type { VertexOptions } from './vertex-options.ts';
import type { Surroundings } from './vertex.ts';

export interface SourceVertex {
  /** A URL; its scheme says what kind of source it is. */
  readonly identifier: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly platformSpecific: boolean;
  readonly options: VertexOptions;
}

/** A vertex that brings something from outside, as NewSource of client/llb. */
export function source({
  identifier,
  attrs,
  capabilities,
  platformSpecific,
  options,
}: SourceVertex): Output {
  const lower = (_: unknown, surroundings: Surroundings) => ({
    operation: { source: { identifier, attrs } },
    platform: platformSpecific ? (options.platform ?? surroundings.platform) : undefined,
    capabilities,
  });
  return {
    vertex: { inputs: [], options, lower },
    index: 0,
    ...(options.platform && { platform: options.platform }),
  };
}
