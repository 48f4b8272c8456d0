import protobuf from 'protobufjs/minimal.js';
import type { Writer } from 'protobufjs/minimal.js';
import { byBytes } from '../sorted.ts';
import { isDelimited, isEnum, isMessage, type Field, type Scalar } from './field.ts';
import { enums, schema, type Messages } from './messages.ts';

type Type = Field['type'];
type Fields = Readonly<Record<string, unknown>>;

const LENGTH_DELIMITED = 2;
const VARINT = 0;

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
      if (isMessage(field.type) || !isZero(field.type, value)) writeTagged(writer, field, value);
      return;
    case 'oneof':
      writeTagged(writer, field, value);
      return;
    case 'repeated':
      writeRepeated(writer, field, value as readonly unknown[]);
      return;
    case 'map':
      for (const [key, entry] of Object.entries(value as Fields).sort(([a], [b]) =>
        byBytes(a, b),
      )) {
        writer.uint32(tag(field.number, LENGTH_DELIMITED)).fork();
        writeTagged(writer, { number: 1, type: 'string' }, key);
        writeTagged(writer, { number: 2, type: field.type }, entry);
        writer.ldelim();
      }
  }
}

function writeRepeated(writer: Writer, field: Field, values: readonly unknown[]): void {
  if (isDelimited(field.type)) {
    for (const value of values) writeTagged(writer, field, value);
  } else if (values.length > 0) {
    writer.uint32(tag(field.number, LENGTH_DELIMITED)).fork();
    for (const value of values) writeValue(writer, field.type, value);
    writer.ldelim();
  }
}

function writeTagged(writer: Writer, field: Pick<Field, 'number' | 'type'>, value: unknown): void {
  writer.uint32(tag(field.number, wireType(field.type)));
  writeValue(writer, field.type, value);
}

function writeValue(writer: Writer, type: Type, value: unknown): void {
  if (isMessage(type)) {
    writer.fork();
    writeMessage(writer, type, value as Fields);
    writer.ldelim();
  } else if (isEnum(type)) {
    const names: readonly unknown[] = enums[type];
    if (!names.includes(value)) throw new TypeError(`no ${type}: ${String(value)}`);
    writer.int32(names.indexOf(value));
  } else {
    writeScalar(writer, type, value);
  }
}

function writeScalar(writer: Writer, type: Scalar, value: unknown): void {
  if (type === 'string' && typeof value === 'string') writer.string(value);
  else if (type === 'bytes' && value instanceof Uint8Array) writer.bytes(value);
  else if (type === 'bool' && typeof value === 'boolean') writer.bool(value);
  else if (type === 'int32' && isInteger(value)) writer.int32(value);
  else if (type === 'uint32' && isInteger(value)) writer.uint32(value);
  else if (type.endsWith('int64') && isInteger(value)) writer.int64(value);
  else if (type.endsWith('int64') && typeof value === 'bigint') {
    writer.int64(BigInt.asIntN(64, value).toString());
  } else throw new TypeError(`no ${type}: ${String(value)}`);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isZero(type: Type, value: unknown): boolean {
  if (value instanceof Uint8Array) return value.length === 0;
  if (isEnum(type)) return value === enums[type][0];
  return value === '' || value === false || value === 0 || value === 0n;
}

function tag(number: number, wire: number): number {
  return ((number << 3) | wire) >>> 0;
}

function wireType(type: Type): number {
  return isDelimited(type) ? LENGTH_DELIMITED : VARINT;
}
