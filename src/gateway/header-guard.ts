import { Transform, type TransformCallback } from 'node:stream';

import { withoutLongFields } from './header-block.ts';

const frameHeaderSize = 9;
const headersType = 1;
const continuationType = 9;
const endStream = 0x1;
const endHeaders = 0x4;
const padded = 0x8;
const priority = 0x20;

/** Of an encoded header block; nghttp2 takes a little more. */
const maximumBlockSize = 60_000;

/**
 * Passes on what an HTTP/2 server sends (RFC 9113), and takes over-long fields out of its header blocks.
 *
 * The daemon puts all that it knows of a failure into one trailer, the mounts of a failed process among them, and heeds
 * no limit; nghttp2 gives up the whole connection on a field of more than 64 KiB. Fields can only be left out of a
 * block while the server has no dynamic table, so the client has to announce one of size 0.
 */
export class HeaderGuard extends Transform {
  #rest: Buffer = Buffer.alloc(0);
  /** Frames of a header block that has not ended yet. */
  #block: Buffer[] = [];

  override _transform(bytes: Buffer, _encoding: string, done: TransformCallback): void {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (;;) {
      if (this.#rest.length < frameHeaderSize) break;
      const size = frameHeaderSize + this.#rest.readUIntBE(0, 3);
      if (this.#rest.length < size) break;
      this.#frame(this.#rest.subarray(0, size));
      this.#rest = this.#rest.subarray(size);
    }
    done();
  }

  /** Half a frame at the end is passed on as it is: whoever reads it will notice. */
  override _flush(done: TransformCallback): void {
    for (const frame of this.#block) this.push(frame);
    if (this.#rest.length > 0) this.push(this.#rest);
    done();
  }

  #frame(frame: Buffer): void {
    const type = frame.readUInt8(3);
    if (type !== headersType && type !== continuationType) {
      this.push(frame);
      return;
    }
    this.#block.push(frame);
    if ((frame.readUInt8(4) & endHeaders) === 0) return;
    const frames = this.#block;
    this.#block = [];
    const size = frames.reduce((sum, each) => sum + each.length, 0);
    if (size <= maximumBlockSize) for (const each of frames) this.push(each);
    else this.push(shortened(frames));
  }
}

/** The same block in one frame, without the fields that are too long. */
function shortened(frames: readonly Buffer[]): Buffer {
  const [first = Buffer.alloc(frameHeaderSize)] = frames;
  const block = withoutLongFields(Buffer.concat(frames.map(fragment)));
  const frame = Buffer.alloc(frameHeaderSize + block.length);
  frame.writeUIntBE(block.length, 0, 3);
  frame.writeUInt8(headersType, 3);
  frame.writeUInt8((first.readUInt8(4) & endStream) | endHeaders, 4);
  frame.writeUInt32BE(first.readUInt32BE(5), 5);
  frame.set(block, frameHeaderSize);
  return frame;
}

/** The part of a frame that belongs to the block: neither padding nor priority. */
function fragment(frame: Buffer): Buffer {
  const flags = frame.readUInt8(4);
  const isPadded = (flags & padded) !== 0;
  const padding = isPadded ? frame.readUInt8(frameHeaderSize) : 0;
  const start = frameHeaderSize + (isPadded ? 1 : 0) + ((flags & priority) === 0 ? 0 : 5);
  return frame.subarray(start, frame.length - padding);
}
