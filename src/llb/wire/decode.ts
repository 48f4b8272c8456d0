import { decodeMessage } from './decode-message.ts';
import { enums, schema, type Messages } from './messages.ts';

const llb = { messages: schema, enums };

/**
 * Reads a message of proto/ops.proto; what its sender left out is undefined, 64-bit numbers are
 * bigint, fields and enum values that the file does not name are skipped.
 */
export function decode<Name extends keyof Messages>(name: Name, bytes: Uint8Array): Messages[Name] {
  return decodeMessage(llb, name, bytes);
}
