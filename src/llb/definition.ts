import { decode } from './wire/decode.ts';
import { encode } from './wire/encode.ts';
import type * as wire from './wire/messages.ts';

/** A whole graph, ready to be solved. */
export interface Definition {
  /** Encoded Ops, inputs before those that use them; the last names the result. Empty for scratch. */
  readonly def: readonly Uint8Array[];
  /** By digest of the Op. */
  readonly metadata: Readonly<Record<string, wire.OpMetadata>>;
  readonly source?: wire.Source;
}

/** The bytes of a pb.Definition. */
export function encodeDefinition({ metadata, ...definition }: Definition): Uint8Array {
  const encoded = Object.entries(metadata).map(([name, each]) => [name, encodedMetadata(each)]);
  // The wire's edge: a message in a field may be given as its bytes.
  return encode('Definition', {
    ...definition,
    metadata: Object.fromEntries(encoded) as Definition['metadata'],
  });
}

/** Graphs of one build share most of their vertices. */
const known = new WeakMap<wire.OpMetadata, Uint8Array>();

function encodedMetadata(metadata: wire.OpMetadata): Uint8Array {
  const bytes = known.get(metadata) ?? encode('OpMetadata', metadata);
  known.set(metadata, bytes);
  return bytes;
}

/** Reads the bytes of a pb.Definition. */
export function decodeDefinition(bytes: Uint8Array): Definition {
  return fromWire(decode('Definition', bytes));
}

export function fromWire({ def = [], metadata = {}, source }: wire.Definition): Definition {
  return { def, metadata, ...(source && { source }) };
}
