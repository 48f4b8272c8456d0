import protobuf from 'protobufjs/minimal.js';
import type { Writer } from 'protobufjs/minimal.js';
import { sorted } from '../sorted.ts';
import { fieldsOf, isDelimited, valuesOf, type Field, type Kind, type Schema } from './field.ts';

type Fields = Readonly<Record<string, unknown>>;

const LENGTH_DELIMITED = 2;
const VARINT = 0;
const TEXT: Kind = { kind: 'string' };

/**
 * The canonical bytes of a message: those that Go's encoder writes with the
 * option Deterministic. Fields in the order of the schema, map keys sorted by
 * their bytes, zero values left out, numbers of a list packed. A message in a
 * field may be given as its bytes.
 */
export function encodeMessage(schema: Schema, name: string, message: object): Uint8Array {
  const writer = protobuf.Writer.create();
  new MessageWriter(schema, writer).writeMessage(name, message as Fields);
  return writer.finish();
}

class MessageWriter {
  readonly #schema: Schema;
  readonly #writer: Writer;

  constructor(schema: Schema, writer: Writer) {
    this.#schema = schema;
    this.#writer = writer;
  }

  writeMessage(name: string, message: Fields): void {
    for (const field of fieldsOf(this.#schema, name)) {
      const value = message[field.name];
      if (value !== undefined) this.#writeField(field, value);
    }
  }

  #writeField(field: Field, value: unknown): void {
    switch (field.rule) {
      case 'single':
        if (!this.#isZero(field, value)) this.#writeTagged(field.number, field, value);
        return;
      case 'oneof':
        this.#writeTagged(field.number, field, value);
        return;
      case 'repeated':
        this.#writeRepeated(field, value as readonly unknown[]);
        return;
      case 'map':
        this.#writeMap(field, value as Fields);
    }
  }

  #writeMap(field: Field, entries: Fields): void {
    for (const key of sorted(Object.keys(entries), (name) => name)) {
      this.#writer.uint32(tag(field.number, LENGTH_DELIMITED)).fork();
      this.#writeTagged(1, TEXT, key);
      this.#writeTagged(2, field, entries[key]);
      this.#writer.ldelim();
    }
  }

  #writeRepeated(field: Field, values: readonly unknown[]): void {
    if (isDelimited(field)) {
      for (const value of values) this.#writeTagged(field.number, field, value);
    } else if (values.length > 0) {
      this.#writer.uint32(tag(field.number, LENGTH_DELIMITED)).fork();
      for (const value of values) this.#writeValue(field, value);
      this.#writer.ldelim();
    }
  }

  #writeTagged(number: number, kind: Kind, value: unknown): void {
    this.#writer.uint32(tag(number, isDelimited(kind) ? LENGTH_DELIMITED : VARINT));
    this.#writeValue(kind, value);
  }

  #writeValue(kind: Kind, value: unknown): void {
    const writer = this.#writer;
    switch (kind.kind) {
      case 'message': {
        if (value instanceof Uint8Array) {
          writer.bytes(value);
          return;
        }
        writer.fork();
        this.writeMessage(kind.type, value as Fields);
        writer.ldelim();
        return;
      }
      case 'enum':
        writer.uint32(this.#numberOf(kind.type, value));
        return;
      case 'string':
        if (typeof value !== 'string') break;
        // A half of a surrogate pair has no UTF-8: Go would refuse the whole message.
        writer.string(value.toWellFormed());
        return;
      case 'bytes':
        if (!(value instanceof Uint8Array)) break;
        writer.bytes(value);
        return;
      case 'bool':
        if (typeof value !== 'boolean') break;
        writer.bool(value);
        return;
      case 'int32':
      case 'uint32':
      case 'int64':
      case 'uint64':
        if (typeof value === 'bigint') writer.uint64(halves(value));
        else if (!isInteger(value)) break;
        else writer.uint64(value);
        return;
    }
    throw new TypeError(`no ${kind.kind}: ${String(value)}`);
  }

  #numberOf(type: string, value: unknown): number {
    const values: readonly unknown[] = valuesOf(this.#schema, type);
    const at = values.indexOf(value);
    if (at === -1) throw new TypeError(`no ${type}: ${String(value)}`);
    return at;
  }

  #isZero(kind: Kind, value: unknown): boolean {
    if (kind.kind === 'message') return false;
    if (kind.kind === 'enum') return value === valuesOf(this.#schema, kind.type)[0];
    if (value instanceof Uint8Array) return value.length === 0;
    return value === '' || value === false || value === 0 || value === 0n;
  }
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The two's complement of a whole number of 64 bits, as protobufjs takes it. */
function halves(value: bigint): { low: number; high: number; unsigned: boolean } {
  const bits = BigInt.asUintN(64, value);
  return { low: Number(bits & 0xffff_ffffn), high: Number(bits >> 32n), unsigned: true };
}

function tag(number: number, wire: number): number {
  return (number << 3) | wire;
}
