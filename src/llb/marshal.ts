import { Capability } from './capability.ts';
import type { Definition } from './definition.ts';
import { digest } from './digest.ts';
import { InputEdges } from './edges.ts';
import { mergeMetadata, metadata } from './metadata.ts';
import type { Output } from './vertex.ts';
import { located, SourceMap, type SourceFile } from './source-map.ts';
import type { OpenVertex, Surroundings, Vertex } from './vertex.ts';
import { encode } from './wire/encode.ts';
import type { Input, OpMetadata } from './wire/messages.ts';

export interface MarshalOptions extends Surroundings {
  /** The files that locations of vertices refer to. */
  readonly sources?: readonly SourceFile[];
  /** Vertices that were marshalled before, in the same surroundings; it gets those that were not. */
  readonly known?: MarshalledVertices;
}

/** Graphs of one build share most of their vertices. */
export type MarshalledVertices = WeakMap<OpenVertex, MarshalledVertex>;

interface MarshalledVertex {
  readonly op: Uint8Array;
  readonly digest: string;
  readonly metadata: OpMetadata;
}

/** The graph that an output depends on, as Marshal of client/llb/state.go writes it. */
export function marshal(output: Output, options: MarshalOptions): Definition {
  if (output.vertex === undefined) return { def: [], metadata: {} };
  const marshaller = new Marshaller(options);
  marshaller.visit(output.vertex);
  return marshaller.definition(output);
}

/** The digest of the vertex that an output belongs to; undefined for an empty filesystem. */
export function digestOf(output: Output, options: MarshalOptions): string | undefined {
  return output.vertex && new Marshaller(options).visit(output.vertex);
}

class Marshaller {
  readonly #surroundings: Surroundings;
  readonly #files: readonly SourceFile[];
  readonly #known: MarshalledVertices;
  readonly #sources = new SourceMap();
  readonly #digests = new Map<Vertex, string>();
  readonly #ops = new Map<string, Uint8Array>();
  readonly #metadata = new Map<string, OpMetadata>();

  constructor({ sources = [], known = new WeakMap(), ...surroundings }: MarshalOptions) {
    this.#surroundings = surroundings;
    this.#files = sources;
    this.#known = known;
  }

  /** Adds a vertex after its inputs, once, and gives its digest. */
  visit(vertex: Vertex): string {
    const known = this.#digests.get(vertex);
    if (known !== undefined) return known;
    for (const input of vertex.inputs) if (input.vertex) this.visit(input.vertex);
    const { op, digest: name, metadata: told } = this.#marshalled(vertex);
    const locations =
      'encoded' in vertex ? vertex.locations : located(vertex.options.locations ?? [], this.#files);
    this.#ops.set(name, op);
    this.#metadata.set(name, mergeMetadata(this.#metadata.get(name), told));
    this.#sources.add(name, locations);
    this.#digests.set(vertex, name);
    return name;
  }

  #marshalled(vertex: Vertex): MarshalledVertex {
    if ('encoded' in vertex) {
      return { op: vertex.encoded, digest: digest(vertex.encoded), metadata: vertex.metadata };
    }
    const known = this.#known.get(vertex) ?? this.#lowered(vertex);
    this.#known.set(vertex, known);
    return known;
  }

  #lowered(vertex: OpenVertex): MarshalledVertex {
    const edges = new InputEdges((output) => this.#toInput(output));
    const { operation, platform, capabilities } = vertex.lower(edges, this.#surroundings);
    const { constraints = [] } = vertex.options;
    const op = encode('Op', {
      ...operation,
      inputs: edges.inputs,
      platform,
      constraints: { filter: constraints },
    });
    return { op, digest: digest(op), metadata: metadata(vertex.options, capabilities) };
  }

  definition(output: Output): Definition {
    const last = encode('Op', { inputs: [this.#toInput(output)] });
    const all = [...this.#metadata.values()];
    const caps = {
      [Capability.constraints]: true,
      [Capability.platform]: true,
      ...(all.some(({ ignoreCache }) => ignoreCache) && { [Capability.metaIgnoreCache]: true }),
      ...(all.some(({ description }) => description) && { [Capability.metaDescription]: true }),
      ...(all.some(({ exportCache }) => exportCache) && { [Capability.metaExportCache]: true }),
    };
    return {
      def: [...this.#ops.values(), last],
      metadata: Object.fromEntries([...this.#metadata, [digest(last), { caps }]]),
      source: this.#sources.source(),
    };
  }

  #toInput({ vertex, index }: Output): Input {
    if (vertex === undefined) throw new Error('an empty filesystem cannot be an input');
    return { digest: this.visit(vertex), index };
  }
}
