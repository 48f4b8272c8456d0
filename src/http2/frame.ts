import { Http2Error } from './http2-error.ts';

/** RFC 9113, section 6. */
export const FrameType = {
  data: 0,
  headers: 1,
  resetStream: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

export const Flag = {
  endStream: 0x1,
  acknowledge: 0x1,
  endHeaders: 0x4,
  padded: 0x8,
  priority: 0x20,
};

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** 0: the connection itself. */
  readonly stream: number;
  readonly payload: Buffer;
}

/** Bytes of a payload that each side has to take. */
export const defaultMaximumSize = 16_384;

const headerSize = 9;

export function encodeFrame(
  type: number,
  flags: number,
  stream: number,
  payload: Uint8Array,
): Buffer {
  const frame = Buffer.allocUnsafe(headerSize + payload.length);
  frame.writeUIntBE(payload.length, 0, 3);
  frame.writeUInt8(type, 3);
  frame.writeUInt8(flags, 4);
  frame.writeUInt32BE(stream, 5);
  frame.set(payload, headerSize);
  return frame;
}

/** Cuts what a server sends into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * The frames that these bytes complete.
   *
   * @throws Http2Error
   */
  *push(bytes: Buffer): Iterable<Frame> {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    while (this.#rest.length >= headerSize) {
      const size = this.#rest.readUIntBE(0, 3);
      if (size > defaultMaximumSize) throw new Http2Error(`a frame of ${size} bytes`);
      if (this.#rest.length < headerSize + size) return;
      const frame = {
        type: this.#rest.readUInt8(3),
        flags: this.#rest.readUInt8(4),
        stream: this.#rest.readUInt32BE(5) & 0x7f_ff_ff_ff,
        payload: this.#rest.subarray(headerSize, headerSize + size),
      };
      this.#rest = this.#rest.subarray(headerSize + size);
      yield frame;
    }
  }
}

/**
 * The payload of a frame of data or headers, without padding and priority.
 *
 * @throws Http2Error
 */
export function content({ type, flags, payload }: Frame): Buffer {
  const isPadded = (flags & Flag.padded) !== 0;
  const hasPriority = type === FrameType.headers && (flags & Flag.priority) !== 0;
  const start = (isPadded ? 1 : 0) + (hasPriority ? 5 : 0);
  const end = payload.length - (isPadded ? (payload[0] ?? 0) : 0);
  if (start > end) throw new Http2Error('a frame that is shorter than its padding');
  return payload.subarray(start, end);
}
