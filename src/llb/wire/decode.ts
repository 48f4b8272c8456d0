import protobuf from 'protobufjs/minimal.js';
import type { Reader } from 'protobufjs/minimal.js';
import { isDelimited, type Field, type Kind } from './field.ts';
import { enums, schema, type Messages } from './messages.ts';

type Read = Map<string, unknown>;

/**
 * Reads a message; what its sender left out is undefined, 64-bit numbers are
 * bigint, fields and enum values that proto/ops.proto does not name are skipped.
 */
export function decode<Name extends keyof Messages>(name: Name, bytes: Uint8Array): Messages[Name] {
  return readMessage(protobuf.Reader.create(bytes), bytes.length, name);
}

function readMessage(reader: Reader, end: number, name: keyof Messages): object {
  const message: Read = new Map();
  while (reader.pos < end) {
    const tag = reader.uint32();
    const field = schema[name].find(({ number }) => number === tag >>> 3);
    if (field === undefined) reader.skipType(tag & 7);
    else readField(reader, tag & 7, field, message);
  }
  const entries = [...message].map(([key, value]): [string, unknown] => [
    key,
    value instanceof Map ? Object.fromEntries(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function readField(reader: Reader, wire: number, field: Field, message: Read): void {
  const before = message.get(field.name);
  if (field.rule === 'map') {
    const entries = before instanceof Map ? before : new Map<unknown, unknown>();
    message.set(field.name, entries.set(...readEntry(reader, field)));
  } else if (field.rule === 'repeated') {
    const packed = wire === 2 && !isDelimited(field);
    const values = packed ? readPacked(reader, field) : [readValue(reader, field)];
    message.set(field.name, Array.isArray(before) ? before.concat(values) : values);
  } else {
    const value = readValue(reader, field);
    if (value !== undefined) message.set(field.name, value);
  }
}

function readPacked(reader: Reader, kind: Kind): unknown[] {
  const end = readEnd(reader);
  const values = [];
  while (reader.pos < end) values.push(readValue(reader, kind));
  return values;
}

function readEntry(reader: Reader, kind: Kind): [string, unknown] {
  const end = readEnd(reader);
  let key = '';
  let value: unknown = kind.kind === 'string' ? '' : kind.kind === 'bool' ? false : {};
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) key = readDelimited(reader, () => reader.string());
    else if (tag >>> 3 === 2) value = readValue(reader, kind);
    else reader.skipType(tag & 7);
  }
  return [key, value];
}

function readValue(reader: Reader, kind: Kind): unknown {
  switch (kind.kind) {
    case 'message':
      return readMessage(reader, readEnd(reader), kind.type);
    case 'enum':
      return enums[kind.type][reader.int32()];
    case 'string':
      return readDelimited(reader, () => reader.string());
    case 'bytes':
      return readDelimited(reader, () => new Uint8Array(reader.bytes()));
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

function bits({ low, high }: { readonly low: number; readonly high: number }): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** The place where what follows its own length ends; the library would stop short at the end of the bytes. */
function readEnd(reader: Reader): number {
  const end = reader.uint32() + reader.pos;
  if (end > reader.len) throw new RangeError(`${end - reader.len} bytes are missing`);
  return end;
}

function readDelimited<T>(reader: Reader, read: () => T): T {
  const start = reader.pos;
  readEnd(reader);
  reader.pos = start;
  return read();
}
