import type { VertexOptions } from './vertex-options.ts';
import type { Edges, Lowered, Output, Surroundings } from './vertex.ts';

/** An attribute of a source and the capability that it needs; left out where it has no value. */
export type Attribute = readonly [
  key: string,
  value: string | undefined,
  capability?: string | undefined,
];

export interface SourceVertex {
  /** A URL; its scheme says what kind of source it is. */
  readonly identifier: string;
  readonly capability: string;
  readonly attributes: readonly Attribute[];
  /** Attributes that are known only when the graph is marshalled. */
  readonly lateAttributes?: (surroundings: Surroundings) => readonly Attribute[];
  readonly platformSpecific?: boolean;
  readonly options: VertexOptions;
}

/** A vertex that brings something from outside, as NewSource of client/llb. */
export function source({
  identifier,
  capability,
  attributes,
  lateAttributes = () => [],
  platformSpecific = false,
  options,
}: SourceVertex): Output {
  const { platform } = options;
  const lower = (_: Edges, surroundings: Surroundings): Lowered => {
    const given = [...attributes, ...lateAttributes(surroundings)].filter(
      ([, value]) => value !== undefined && value !== '',
    );
    return {
      operation: {
        source: {
          identifier,
          attrs: Object.fromEntries(given.map(([key, value = '']) => [key, value])),
        },
      },
      platform: platformSpecific ? (platform ?? surroundings.platform) : undefined,
      capabilities: [capability, ...given.flatMap(([, , needed]) => needed ?? [])],
    };
  };
  return { vertex: { inputs: [], options, lower }, index: 0, ...(platform && { platform }) };
}
