import protobuf from 'protobufjs/minimal.js';
import type { Reader } from 'protobufjs/minimal.js';
import { fieldsOf, isDelimited, valuesOf, type Field, type Kind, type Schema } from './field.ts';

type Read = Map<string, unknown>;

/** Reads a message; what the schema does not name is skipped, what was left out is undefined. */
export function decodeMessage(schema: Schema, name: string, bytes: Uint8Array): object {
  return new MessageReader(schema, protobuf.Reader.create(bytes)).readMessage(name, bytes.length);
}

class MessageReader {
  readonly #schema: Schema;
  readonly #reader: Reader;

  constructor(schema: Schema, reader: Reader) {
    this.#schema = schema;
    this.#reader = reader;
  }

  readMessage(name: string, end: number): object {
    const fields = fieldsOf(this.#schema, name);
    const message: Read = new Map();
    while (this.#reader.pos < end) {
      const tag = this.#reader.uint32();
      const field = fields.find(({ number }) => number === tag >>> 3);
      if (field === undefined) this.#reader.skipType(tag & 7);
      else this.#readField(tag & 7, field, message);
    }
    const entries = [...message].map(([key, value]): [string, unknown] => [
      key,
      value instanceof Map ? Object.fromEntries(value) : value,
    ]);
    return Object.fromEntries(entries);
  }

  #readField(wire: number, field: Field, message: Read): void {
    const before = message.get(field.name);
    if (field.rule === 'map') {
      const entries = before instanceof Map ? before : new Map<unknown, unknown>();
      message.set(field.name, entries.set(...this.#readEntry(field)));
    } else if (field.rule === 'repeated') {
      const packed = wire === 2 && !isDelimited(field);
      const values = packed ? this.#readPacked(field) : [this.#readValue(field)];
      message.set(field.name, Array.isArray(before) ? before.concat(values) : values);
    } else {
      const value = this.#readValue(field);
      if (value !== undefined) message.set(field.name, value);
    }
  }

  #readPacked(kind: Kind): unknown[] {
    const end = this.#readEnd();
    const values = [];
    while (this.#reader.pos < end) values.push(this.#readValue(kind));
    return values;
  }

  #readEntry(kind: Kind): [string, unknown] {
    const end = this.#readEnd();
    let key = '';
    let value = zeroOf(kind);
    while (this.#reader.pos < end) {
      const tag = this.#reader.uint32();
      if (tag >>> 3 === 1) key = this.#readDelimited(() => this.#reader.string());
      else if (tag >>> 3 === 2) value = this.#readValue(kind);
      else this.#reader.skipType(tag & 7);
    }
    return [key, value];
  }

  #readValue(kind: Kind): unknown {
    const reader = this.#reader;
    switch (kind.kind) {
      case 'message':
        return this.readMessage(kind.type, this.#readEnd());
      case 'enum':
        return valuesOf(this.#schema, kind.type)[reader.int32()];
      case 'string':
        return this.#readDelimited(() => reader.string());
      case 'bytes':
        return this.#readDelimited(() => new Uint8Array(reader.bytes()));
      case 'bool':
        return reader.bool();
      case 'int32':
        return reader.int32();
      case 'uint32':
        return reader.uint32();
      case 'int64':
        return BigInt.asIntN(64, bits(reader.int64()));
      case 'uint64':
        return bits(reader.uint64());
    }
  }

  /** The place where what follows its own length ends; the library would stop short at the end of the bytes. */
  #readEnd(): number {
    const { len } = this.#reader;
    const end = this.#reader.uint32() + this.#reader.pos;
    if (end > len) throw new RangeError(`${end - len} bytes are missing`);
    return end;
  }

  #readDelimited<T>(read: () => T): T {
    const start = this.#reader.pos;
    this.#readEnd();
    this.#reader.pos = start;
    return read();
  }
}

/** The default of a missing key or value in an entry of a map. */
function zeroOf({ kind }: Kind): unknown {
  if (kind === 'string') return '';
  if (kind === 'bytes') return new Uint8Array();
  return kind === 'bool' ? false : {};
}

function bits({ low, high }: { readonly low: number; readonly high: number }): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}
