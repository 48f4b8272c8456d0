import { enums, schema, type Messages } from './messages.ts';

export type Scalar = 'string' | 'bytes' | 'bool' | 'int32' | 'uint32' | 'int64' | 'uint64';

/** One field of a protobuf message. */
export interface Field {
  readonly name: string;
  readonly number: number;
  readonly type: Scalar | keyof typeof enums | keyof Messages;
  /** Maps have string keys; a member of a oneof is written even when it is zero. */
  readonly rule: 'single' | 'repeated' | 'map' | 'oneof';
}

export function isMessage(type: Field['type']): type is keyof Messages {
  return type in schema;
}

export function isEnum(type: Field['type']): type is keyof typeof enums {
  return type in enums;
}

/** Whether a value is written with its length before it; the others are variable-length numbers. */
export function isDelimited(type: Field['type']): boolean {
  return isMessage(type) || type === 'string' || type === 'bytes';
}
