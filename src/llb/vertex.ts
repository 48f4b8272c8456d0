import type { Platform } from './platform.ts';
import type { FileLocation } from './source-map.ts';
import type { VertexOptions } from './vertex-options.ts';
import type { Input, Op, OpMetadata } from './wire/messages.ts';

/** Facts that are known only when a graph is marshalled. */
export interface Surroundings {
  /** For every vertex that neither names nor inherits one. */
  readonly platform: Platform;
  /** The capabilities of the daemon; absent if it was not asked. */
  readonly capabilities?: ReadonlySet<string>;
  /** Tells local sources of one client from those of another where no session is named. */
  readonly localUniqueId?: string;
}

/** A vertex as it goes over the wire, without inputs and constraints. */
export interface Lowered {
  readonly operation: Pick<Op, 'exec' | 'source' | 'file' | 'merge' | 'diff'>;
  /** Absent if the result does not depend on it. */
  readonly platform?: Platform | undefined;
  /** The capabilities that the daemon must have. */
  readonly capabilities: readonly string[];
}

/** One output of a vertex: a filesystem. */
export interface Output {
  /** Absent for an empty filesystem. */
  readonly vertex?: Vertex;
  readonly index: number;
  /** The user of processes on it, unless they name another. */
  readonly platform?: Platform;
}

/** The inputs of a vertex while it is lowered; each answers the position of the edge. */
export interface Edges {
  readonly inputs: readonly Input[];
  /** A new edge, even where an equal one exists. */
  readonly add: (output: Output) => number;
  /** An edge to that output, a new one only where there is none yet. */
  readonly share: (output: Output) => number;
}

/** One operation of the graph. */
export type Vertex = OpenVertex | EncodedVertex;

/** An operation that is not yet bytes. */
export interface OpenVertex {
  /** Its dependencies, in the order in which marshal visits them. */
  readonly inputs: readonly Output[];
  readonly options: VertexOptions;
  /** Adds its edges in their order on the wire and refers to them by position. */
  readonly lower: (edges: Edges, surroundings: Surroundings) => Lowered;
  /** For one output; absent if only the daemon knows. */
  readonly layering?: (index: number) => Layering;
}

/** The layers of a filesystem: those of others, the lowest first, and perhaps one that the vertex adds. */
export interface Layering {
  readonly below: readonly Output[];
  readonly adds: boolean;
}

/** An operation of someone else's definition, passed on byte for byte. */
export interface EncodedVertex {
  readonly inputs: readonly Output[];
  readonly encoded: Uint8Array;
  readonly metadata: OpMetadata;
  readonly locations: readonly FileLocation[];
}
