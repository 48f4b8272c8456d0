import type { enums, Messages } from './messages.ts';

/** What the values of a field are. */
export type Kind = Scalar | Enum | Message;

interface Scalar {
  readonly kind: 'string' | 'bytes' | 'bool' | 'int32' | 'uint32' | 'int64' | 'uint64';
}

interface Enum {
  readonly kind: 'enum';
  readonly type: keyof typeof enums;
}

interface Message {
  readonly kind: 'message';
  readonly type: keyof Messages;
}

/** One field of a protobuf message. */
export type Field = Kind & {
  readonly name: string;
  readonly number: number;
  /** Maps have string keys; a member of a oneof is written even when it is zero. */
  readonly rule: 'single' | 'repeated' | 'map' | 'oneof';
};

/** Whether a value is written with its length before it; the others are variable-length numbers. */
export function isDelimited({ kind }: Kind): boolean {
  return kind === 'message' || kind === 'string' || kind === 'bytes';
}
