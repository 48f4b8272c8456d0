import protobuf from 'protobufjs/minimal.js';
import type { Writer } from 'protobufjs/minimal.js';
import { byBytes } from '../sorted.ts';
import { isDelimited, type Field, type Kind } from './field.ts';
import { enums, schema, type Messages } from './messages.ts';

type Fields = Readonly<Record<string, unknown>>;

const LENGTH_DELIMITED = 2;
const VARINT = 0;
const TEXT: Kind = { kind: 'string' };

/**
 * The canonical bytes of a message: those that Go's encoder writes with the
 * option Deterministic, so that the daemon, which encodes every Op again, comes
 * to the same digest. Fields in order of their numbers with oneofs last, map
 * keys sorted by their bytes, zero values left out, numbers of a list packed.
 */
export function encode<Name extends keyof Messages>(
  name: Name,
  message: Messages[Name],
): Uint8Array {
  const writer = protobuf.Writer.create();
  writeMessage(writer, name, message as Fields);
  return new Uint8Array(writer.finish());
}

function writeMessage(writer: Writer, name: keyof Messages, message: Fields): void {
  for (const field of schema[name]) {
    const value = message[field.name];
    if (value !== undefined) writeField(writer, field, value);
  }
}

function writeField(writer: Writer, field: Field, value: unknown): void {
  switch (field.rule) {
    case 'single':
      if (!isZero(field, value)) writeTagged(writer, field.number, field, value);
      return;
    case 'oneof':
      writeTagged(writer, field.number, field, value);
      return;
    case 'repeated':
      writeRepeated(writer, field, value as readonly unknown[]);
      return;
    case 'map':
      for (const [key, entry] of Object.entries(value as Fields).sort(([a], [b]) =>
        byBytes(a, b),
      )) {
        writer.uint32(tag(field.number, LENGTH_DELIMITED)).fork();
        writeTagged(writer, 1, TEXT, key);
        writeTagged(writer, 2, field, entry);
        writer.ldelim();
      }
  }
}

function writeRepeated(writer: Writer, field: Field, values: readonly unknown[]): void {
  if (isDelimited(field)) {
    for (const value of values) writeTagged(writer, field.number, field, value);
  } else if (values.length > 0) {
    writer.uint32(tag(field.number, LENGTH_DELIMITED)).fork();
    for (const value of values) writeValue(writer, field, value);
    writer.ldelim();
  }
}

function writeTagged(writer: Writer, number: number, kind: Kind, value: unknown): void {
  writer.uint32(tag(number, isDelimited(kind) ? LENGTH_DELIMITED : VARINT));
  writeValue(writer, kind, value);
}

function writeValue(writer: Writer, kind: Kind, value: unknown): void {
  switch (kind.kind) {
    case 'message':
      writer.fork();
      writeMessage(writer, kind.type, value as Fields);
      writer.ldelim();
      return;
    case 'enum':
      writer.int32(valueOf(kind.type, value));
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
      writer.bool(value);
      return;
    case 'int32':
      if (!isInteger(value)) break;
      writer.int32(value);
      return;
    case 'uint32':
      if (!isInteger(value)) break;
      writer.uint32(value);
      return;
    case 'int64':
    case 'uint64':
      if (typeof value === 'bigint') writer.int64(BigInt.asIntN(64, value).toString());
      else if (isInteger(value)) writer.int64(value);
      else break;
      return;
  }
  throw new TypeError(`no ${kind.kind}: ${String(value)}`);
}

function valueOf(type: keyof typeof enums, value: unknown): number {
  const at = (enums[type] as readonly unknown[]).indexOf(value);
  if (at === -1) throw new TypeError(`no ${type}: ${String(value)}`);
  return at;
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isZero(kind: Kind, value: unknown): boolean {
  if (kind.kind === 'message') return false;
  if (kind.kind === 'enum') return value === enums[kind.type][0];
  if (value instanceof Uint8Array) return value.length === 0;
  return value === '' || value === false || value === 0 || value === 0n;
}

function tag(number: number, wire: number): number {
  return (number << 3) | wire;
}
