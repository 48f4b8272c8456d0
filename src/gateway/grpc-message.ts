import { StatusCode } from './status-code.ts';
import type { Status } from './wire/messages.ts';

/** The daemon's limit of one message, in bytes, both ways. */
export const maximumMessageSize = 16 * 1024 * 1024;

const prefixSize = 5;

/** A length-prefixed message: one byte that says "not compressed", four of length, the message. */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(prefixSize + message.length);
  framed.writeUInt8(0, 0);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, prefixSize);
  return framed;
}

/** Puts the one message of a unary answer together. */
export class MessageReader {
  readonly #pieces: Buffer[] = [];
  #size = 0;

  /** Takes the next bytes; a status where they cannot be an answer to a call. */
  push(bytes: Buffer): Status | undefined {
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    if (this.#size < prefixSize) return undefined;
    const prefix = this.#prefix();
    const length = prefix.readUInt32BE(1);
    if (prefix.readUInt8(0) !== 0) {
      return { code: StatusCode.unimplemented, message: 'the answer is compressed' };
    }
    if (length > maximumMessageSize) {
      return {
        code: StatusCode.resourceExhausted,
        message: `the answer has ${length} bytes, more than ${maximumMessageSize}`,
      };
    }
    if (this.#size > prefixSize + length) {
      return { code: StatusCode.internal, message: 'the answer has more than one message' };
    }
    return undefined;
  }

  /** The message, when all of it has come. */
  message(): Buffer | undefined {
    if (this.#size < prefixSize) return undefined;
    const length = this.#prefix().readUInt32BE(1);
    return this.#size === prefixSize + length
      ? Buffer.concat(this.#pieces).subarray(prefixSize)
      : undefined;
  }

  #prefix(): Buffer {
    const [first] = this.#pieces;
    return first && first.length >= prefixSize ? first : Buffer.concat(this.#pieces);
  }
}
