import type { Platform } from './platform.ts';
import type { FileLocation } from './source-map.ts';
import type { VertexOptions } from './vertex-options.ts';
import type { Input, Op, OpMetadata } from './wire/messages.ts';

/** What is known when a graph is marshalled and not before. */
export interface Surroundings {
  /** Of every vertex that neither names nor inherits one. */
  readonly platform: Platform;
  /** What the daemon can do; absent where it was not asked. */
  readonly capabilities?: ReadonlySet<string>;
  /** Tells local sources of one client from those of another where no session is named. */
  readonly localUniqueId?: string;
}

/** A vertex as it goes over the wire, without inputs and constraints. */
export interface Lowered {
  readonly operation: Pick<Op, 'exec' | 'source' | 'file' | 'merge' | 'diff'>;
  /** Absent where the result does not depend on it. */
  readonly platform?: Platform | undefined;
  /** What the daemon must be able to do. */
  readonly capabilities: readonly string[];
}

/** One output of a vertex: a filesystem. */
export interface Output {
  /** Absent for an empty filesystem. */
  readonly vertex?: Vertex;
  readonly index: number;
  /** What a process on it runs as, unless it says otherwise. */
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
  /** What it depends on, in the order in which marshal visits it. */
  readonly inputs: readonly Output[];
  readonly options: VertexOptions;
  /** Adds its edges in their order on the wire and refers to them by position. */
  readonly lower: (edges: Edges, surroundings: Surroundings) => Lowered;
  /** Of one output; absent where only the daemon knows. */
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
