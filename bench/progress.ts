/** A vertex of the solved graph, from `--progress=rawjson`; times in seconds since the build's first line. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  /** A vertex without an input: an image, a file of the network, the context. */
  readonly kind: 'source' | 'step';
  readonly cached: boolean;
  /** Digests of the vertices that it waits for. */
  readonly inputs: readonly string[];
  /** The line that it shares with others in the progress that people see. */
  readonly group?: string;
  readonly started?: number;
  readonly completed?: number;
}

/** Part of a vertex's work, such as one layer that is exported. */
export interface VertexStatus {
  readonly id: string;
  readonly vertex: string;
  readonly started?: number;
  readonly completed?: number;
}

export interface Progress {
  /** The time of the first start, in milliseconds since 1970. */
  readonly zero: number;
  readonly vertices: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
}

interface RawTiming {
  readonly started?: string;
  readonly completed?: string;
  readonly error?: string;
}

interface RawEvent {
  readonly vertexes?: readonly (RawTiming & {
    readonly digest: string;
    readonly name: string;
    readonly inputs?: readonly string[];
    readonly cached?: boolean;
    readonly progressGroup?: { readonly name?: string };
  })[];
  readonly statuses?: readonly (RawTiming & {
    readonly id: string;
    readonly vertex: string;
  })[];
}

/** Reads the lines of `docker buildx build --progress=rawjson`: client.SolveStatus of BuildKit, one JSON a line. */
export function parseProgress(text: string): Progress {
  const events = text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as RawEvent);
  const times = events
    .flatMap(({ vertexes = [] }) => vertexes)
    .flatMap(({ started }) => (started === undefined ? [] : [Date.parse(started)]));
  const zero = Math.min(...times);
  const seconds = (time: string) => (Date.parse(time) - zero) / 1000;
  const timing = ({ started, completed, error }: RawTiming) => ({
    ...(started !== undefined && { started: seconds(started) }),
    // Steps that are no longer needed fail in a build without one.
    ...(completed !== undefined && error === undefined && { completed: seconds(completed) }),
  });

  const vertices = new Map<string, Vertex>();
  const statuses = new Map<string, VertexStatus>();
  for (const event of events) {
    for (const vertex of event.vertexes ?? []) {
      const before = vertices.get(vertex.digest);
      // A later solve finds the steps of the first one in the cache.
      const cached = before?.completed === undefined ? vertex.cached === true : before.cached;
      const { digest, name } = vertex;
      // Several solves may need one vertex: a build waits from its first start.
      const started = before?.started === undefined ? {} : { started: before.started };
      const kind = (vertex.inputs ?? []).length === 0 ? ('source' as const) : ('step' as const);
      const { inputs = [], progressGroup } = vertex;
      const group = progressGroup?.name === undefined ? {} : { group: progressGroup.name };
      const same = { digest, name, kind, cached, inputs, ...group };
      vertices.set(digest, { ...same, ...timing(vertex), ...started });
    }
    for (const status of event.statuses ?? []) {
      const { id, vertex } = status;
      statuses.set(`${vertex} ${id}`, { id, vertex, ...timing(status) });
    }
  }
  return { zero, vertices: [...vertices.values()], statuses: [...statuses.values()] };
}

/** Steps of the graph that the engine ran and did not find in its cache; neither a source nor exporting is one. */
export function executed({ vertices }: Progress): Vertex[] {
  return vertices.filter(
    ({ kind, cached, completed }) => kind === 'step' && !cached && completed !== undefined,
  );
}
