import { encodeMessage } from './encode-message.ts';
import { enums, schema, type Messages } from './messages.ts';

const llb = { messages: schema, enums };

/**
 * The canonical bytes of a message of proto/ops.proto, so that the daemon, which encodes every Op
 * again, comes to the same digest.
 */
export function encode<Name extends keyof Messages>(
  name: Name,
  message: Messages[Name],
): Uint8Array {
  return encodeMessage(llb, name, message);
}
