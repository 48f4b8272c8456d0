/** The type of a field's values. */
export type Kind = Scalar | Enum | Message;

interface Scalar {
  readonly kind: 'string' | 'bytes' | 'bool' | 'int32' | 'uint32' | 'int64' | 'uint64';
}

interface Enum {
  readonly kind: 'enum';
  readonly type: string;
}

interface Message {
  readonly kind: 'message';
  readonly type: string;
}

/** One field of a protobuf message. */
export type Field = Kind & {
  readonly name: string;
  readonly number: number;
  /** Maps have string keys; a member of a oneof is written even when it is zero. */
  readonly rule: 'single' | 'repeated' | 'map' | 'oneof';
};

/** A set of message types that refer to each other by name. */
export interface Schema {
  /** The fields of every message, in the order in which they are written. */
  readonly messages: Readonly<Record<string, readonly Field[]>>;
  /** The values of every enum; an array's positions are the numbers. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

export function fieldsOf(schema: Schema, message: string): readonly Field[] {
  const fields = schema.messages[message];
  if (fields === undefined) throw new TypeError(`no message ${message}`);
  return fields;
}

export function valuesOf(schema: Schema, type: string): readonly string[] {
  const values = schema.enums[type];
  if (values === undefined) throw new TypeError(`no enum ${type}`);
  return values;
}

/** Whether a value is written with its length before it; the others are variable-length numbers. */
export function isDelimited({ kind }: Kind): boolean {
  return kind === 'message' || kind === 'string' || kind === 'bytes';
}
