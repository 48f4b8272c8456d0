import { Capability } from './capability.ts';
import type { Definition } from './definition.ts';
import { digest } from './digest.ts';
import { Edges } from './edges.ts';
import { mergeMetadata, metadata } from './metadata.ts';
import type { Output } from './output.ts';
import { located, SourceMap, type FileLocation, type SourceFile } from './source-map.ts';
import type { OpenVertex, Surroundings, Vertex } from './vertex.ts';
import { encode } from './wire/encode.ts';
import type { Input, OpMetadata } from './wire/messages.ts';

export interface MarshalOptions extends Surroundings {
  /** The files that locations of vertices refer to. */
  readonly sources?: readonly SourceFile[];
}

/** The graph that an output depends on, as Marshal of client/llb/state.go writes it. */
export function marshal(output: Output, options: MarshalOptions): Definition {
  if (output.vertex === undefined) return { def: [], metadata: {} };
  const marshaller = new Marshaller(options);
  marshaller.visit(output.vertex);
  return marshaller.definition(output);
}

/** The digest of the vertex that an output belongs to; undefined for an empty filesystem. */
export function digestOf(output: Output, surroundings: Surroundings): string | undefined {
  return output.vertex && new Marshaller(surroundings).visit(output.vertex);
}

class Marshaller {
  readonly #surroundings: Surroundings;
  readonly #files: readonly SourceFile[];
  readonly #sources = new SourceMap();
  readonly #digests = new Map<Vertex, string>();
  readonly #ops = new Map<string, Uint8Array>();
  readonly #metadata = new Map<string, OpMetadata>();

  constructor({ sources = [], ...surroundings }: MarshalOptions) {
    this.#surroundings = surroundings;
    this.#files = sources;
  }

  /** Adds a vertex after its inputs, once, and gives its digest. */
  visit(vertex: Vertex): string {
    const known = this.#digests.get(vertex);
    if (known !== undefined) return known;
    for (const input of vertex.inputs) if (input.vertex) this.visit(input.vertex);
    const name =
      'encoded' in vertex
        ? this.#add(vertex.encoded, vertex.metadata, vertex.locations)
        : this.#addOpen(vertex);
    this.#digests.set(vertex, name);
    return name;
  }

  #addOpen(vertex: OpenVertex): string {
    const edges = new Edges((output) => this.#toInput(output));
    const { operation, platform, capabilities } = vertex.lower(edges, this.#surroundings);
    const { constraints = [], locations = [] } = vertex.options;
    const op = encode('Op', {
      ...operation,
      inputs: edges.inputs,
      platform,
      constraints: { filter: constraints },
    });
    const told = metadata(vertex.options, capabilities);
    return this.#add(op, told, located(locations, this.#files));
  }

  #add(op: Uint8Array, told: OpMetadata, locations: readonly FileLocation[]): string {
    const name = digest(op);
    this.#ops.set(name, op);
    this.#metadata.set(name, mergeMetadata(this.#metadata.get(name), told));
    this.#sources.add(name, locations);
    return name;
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
    if (vertex === undefined) throw new Error('an empty filesystem is no input');
    return { digest: this.visit(vertex), index };
  }
}
