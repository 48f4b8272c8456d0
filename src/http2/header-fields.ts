import { Http2Error } from './http2-error.ts';
import { decodeHuffman } from './huffman.ts';

/** Fields of a header block by name; of several with one name the last. */
export type HeaderFields = ReadonlyMap<string, string>;

export type Field = readonly [name: string, value: string];

/** RFC 7541, appendix A; fields are counted from 1. */
const staticTable: readonly Field[] = [
  [':authority', ''],
  [':method', 'GET'],
  [':method', 'POST'],
  [':path', '/'],
  [':path', '/index.html'],
  [':scheme', 'http'],
  [':scheme', 'https'],
  ...['200', '204', '206', '304', '400', '404', '500'].map((status): Field => [':status', status]),
  ['accept-charset', ''],
  ['accept-encoding', 'gzip, deflate'],
  ...[
    'accept-language accept-ranges accept access-control-allow-origin age allow authorization',
    'cache-control content-disposition content-encoding content-language content-length',
    'content-location content-range content-type cookie date etag expect expires from host',
    'if-match if-modified-since if-none-match if-range if-unmodified-since last-modified link',
    'location max-forwards proxy-authenticate proxy-authorization range referer refresh',
    'retry-after server set-cookie strict-transport-security transfer-encoding user-agent vary',
    'via www-authenticate',
  ]
    .flatMap((names) => names.split(' '))
    .map((name): Field => [name, '']),
];

/** A header block (HPACK, RFC 7541) of literal fields that no table remembers, in plain text. */
export function encodeFields(fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => [Buffer.from([0]), ...field.flatMap((text) => encodeText(text))]),
  );
}

function encodeText(text: string): Buffer[] {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.length < 127) return [Buffer.from([bytes.length]), bytes];
  const length = [127];
  let rest = bytes.length - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) length.push((rest % 128) + 128);
  return [Buffer.from([...length, rest]), bytes];
}

/**
 * Reads a header block of a server that was told to keep no dynamic table.
 *
 * @throws Http2Error
 */
export function decodeFields(block: Buffer): HeaderFields {
  const fields = new Map<string, string>();
  const reader = new BlockReader(block);
  while (!reader.ended) {
    const field = reader.field();
    if (field) fields.set(...field);
  }
  return fields;
}

class BlockReader {
  readonly #block: Buffer;
  #at = 0;

  constructor(block: Buffer) {
    this.#block = block;
  }

  get ended(): boolean {
    return this.#at >= this.#block.length;
  }

  /** Section 6: the first bits say what follows; undefined for an update of the size of the dynamic table. */
  field(): Field | undefined {
    const first = this.#block[this.#at] ?? 0;
    if ((first & 0x80) !== 0) return knownField(this.#integer(7));
    if ((first & 0xe0) === 0x20) {
      this.#integer(5);
      return undefined;
    }
    const index = this.#integer((first & 0x40) === 0 ? 4 : 6);
    const name = index === 0 ? this.#text() : knownField(index)[0];
    return [name, this.#text()];
  }

  /** Section 5.2: a length, whose first bit tells of Huffman coding, and as many bytes. */
  #text(): string {
    const isEncoded = ((this.#block[this.#at] ?? 0) & 0x80) !== 0;
    const length = this.#integer(7);
    const bytes = this.#block.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new Http2Error('a header block that ends in a field');
    this.#at += length;
    return (isEncoded ? decodeHuffman(bytes) : bytes).toString('latin1');
  }

  /** Section 5.1: an integer in the last bits of a byte, continued in bytes of seven bits. */
  #integer(bits: number): number {
    const mask = 2 ** bits - 1;
    let value = this.#byte() & mask;
    if (value < mask) return value;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * factor;
      if ((byte & 0x80) === 0) return value;
      if (factor > 2 ** 28) throw new Http2Error('a header field that is too long');
    }
  }

  #byte(): number {
    const byte = this.#block[this.#at];
    if (byte === undefined) throw new Http2Error('a header block that ends in a field');
    this.#at += 1;
    return byte;
  }
}

function knownField(index: number): Field {
  const field = staticTable[index - 1];
  if (field === undefined) throw new Http2Error(`a header field of an unknown index, ${index}`);
  return field;
}
