import { sorted } from '../sorted.ts';
import { ByteWriter } from './byte-writer.ts';
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
  const writer = new ByteWriter();
  new MessageWriter(schema, writer).writeMessage(name, message as Fields);
  return writer.finish();
}

class MessageWriter {
  readonly #schema: Schema;
  readonly #writer: ByteWriter;

  constructor(schema: Schema, writer: ByteWriter) {
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
      const start = this.#begin(field.number);
      this.#writeTagged(1, TEXT, key);
      this.#writeTagged(2, field, entries[key]);
      this.#writer.end(start);
    }
  }

  #writeRepeated(field: Field, values: readonly unknown[]): void {
    if (isDelimited(field)) {
      for (const value of values) this.#writeTagged(field.number, field, value);
    } else if (values.length > 0) {
      const start = this.#begin(field.number);
      for (const value of values) this.#writeValue(field, value);
      this.#writer.end(start);
    }
  }

  #begin(number: number): number {
    this.#writer.varint(tag(number, LENGTH_DELIMITED));
    return this.#writer.begin();
  }

  #writeTagged(number: number, kind: Kind, value: unknown): void {
    this.#writer.varint(tag(number, isDelimited(kind) ? LENGTH_DELIMITED : VARINT));
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
        const start = writer.begin();
        this.writeMessage(kind.type, value as Fields);
        writer.end(start);
        return;
      }
      case 'enum':
        writer.varint(this.#numberOf(kind.type, value));
        return;
      case 'string':
        if (typeof value !== 'string') break;
        writer.string(value);
        return;
      case 'bytes':
        if (!(value instanceof Uint8Array)) break;
        writer.bytes(value);
        return;
      case 'bool':
        if (typeof value !== 'boolean') break;
        writer.varint(value ? 1 : 0);
        return;
      case 'int32':
      case 'uint32':
      case 'int64':
      case 'uint64':
        if (typeof value === 'bigint') writer.varint64(value);
        else if (!isInteger(value)) break;
        else if (value < 0) writer.varint64(BigInt(value));
        else writer.varint(value);
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

function tag(number: number, wire: number): number {
  return (number << 3) | wire;
}
