import type { Readable, Writable } from 'node:stream';

import {
  content,
  defaultMaximumSize,
  encodeFrame,
  Flag,
  FrameReader,
  FrameType,
  type Frame,
} from './frame.ts';
import type { End, Exchange, Loss, ResponseHandler } from './exchange.ts';
import { decodeFields, encodeFields, type Field } from './header-fields.ts';
import { Http2Error } from './http2-error.ts';
import { ErrorCode, Setting } from './numbers.ts';
import { ownSettings, readUint32, receiveWindow, uint32 } from './payload.ts';

interface Stream {
  readonly id: number;
  readonly handler: ResponseHandler;
  /** Bytes of the request that are still to be sent. */
  body: Uint8Array;
  /** Bytes that the server takes. */
  sendWindow: number;
  /** Received bytes that were not yet given back to the server's window. */
  received: number;
}

/** The initial size of a window, in bytes. */
const initialWindow = 65_535;
/** Bytes; a daemon puts everything that it knows of a failure into one field. */
const maximumBlockSize = 16 * 1024 * 1024;
/** A frame may be empty, so that the size alone bounds nothing; four times as many as full ones would be. */
const maximumBlockFrames = (4 * maximumBlockSize) / defaultMaximumSize;

/**
 * The client's side of one HTTP/2 connection (RFC 9113), over two streams that are open already.
 *
 * It has the server keep no dynamic table, so that no header block depends on another.
 */
export class Http2Connection {
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #frames = new FrameReader();
  readonly #streams = new Map<number, Stream>();
  /** Requests that wait until the server takes more, and their handlers. */
  readonly #waiting = new Map<() => void, ResponseHandler>();
  #nextStream = 1;
  #maximumStreams = Infinity;
  #maximumFrameSize = defaultMaximumSize;
  #streamWindow = initialWindow;
  #sendWindow = initialWindow;
  #received = 0;
  /** A header block that has not ended yet. */
  #block: { readonly first: Frame; readonly pieces: Buffer[]; size: number } | undefined;
  #goingAway = false;
  #loss: Loss | undefined;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
    this.#write(Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
    this.#send(FrameType.settings, 0, 0, ownSettings);
    this.#send(FrameType.windowUpdate, 0, 0, uint32(receiveWindow - initialWindow));
    input.on('data', (bytes: Buffer) => {
      this.#receive(bytes);
    });
    const closed = () => {
      this.#lose('closed');
    };
    for (const event of ['end', 'close', 'error']) input.on(event, closed);
    for (const event of ['close', 'error']) output.on(event, closed);
  }

  /** Whether it takes requests. */
  get open(): boolean {
    return this.#loss === undefined && !this.#goingAway;
  }

  /** Sends a request, whose `body` is not empty, on a connection that is open. */
  request(fields: readonly Field[], body: Uint8Array, handler: ResponseHandler): Exchange {
    let stream: Stream | undefined;
    const start = () => {
      stream = this.#start(fields, body, handler);
    };
    this.#waiting.set(start, handler);
    this.#startWaiting();
    return {
      cancel: () => {
        if (stream) this.#cancel(stream.id);
        else if (this.#waiting.delete(start)) handler.ended({ code: ErrorCode.cancel });
      },
    };
  }

  close(): void {
    this.#lose('closed');
  }

  /** As many as the server takes, the oldest first. */
  #startWaiting(): void {
    for (const start of this.#waiting.keys()) {
      if (this.#streams.size >= this.#maximumStreams) return;
      this.#waiting.delete(start);
      start();
    }
  }

  #start(fields: readonly Field[], body: Uint8Array, handler: ResponseHandler): Stream {
    const id = this.#nextStream;
    this.#nextStream += 2;
    const stream = { id, handler, body, sendWindow: this.#streamWindow, received: 0 };
    this.#streams.set(id, stream);
    this.#send(FrameType.headers, Flag.endHeaders, id, encodeFields(fields));
    this.#sendBody(stream);
    return stream;
  }

  /** As much as the windows allow. */
  #sendBody(stream: Stream): void {
    for (;;) {
      const window = Math.min(stream.sendWindow, this.#sendWindow, this.#maximumFrameSize);
      const size = Math.min(window, stream.body.length);
      if (size <= 0) return;
      const piece = stream.body.subarray(0, size);
      stream.body = stream.body.subarray(size);
      stream.sendWindow -= size;
      this.#sendWindow -= size;
      const flags = stream.body.length === 0 ? Flag.endStream : 0;
      this.#send(FrameType.data, flags, stream.id, piece);
    }
  }

  #receive(bytes: Buffer): void {
    if (this.#loss !== undefined) return;
    try {
      for (const frame of this.#frames.push(bytes)) this.#take(frame);
    } catch (error) {
      if (!(error instanceof Http2Error)) throw error;
      this.#lose(error);
    }
  }

  #take(frame: Frame): void {
    if (this.#block !== undefined || frame.type === FrameType.continuation) {
      this.#continueBlock(frame);
      return;
    }
    switch (frame.type) {
      case FrameType.data:
        this.#takeData(frame);
        break;
      case FrameType.headers:
        this.#block = { first: frame, pieces: [content(frame)], size: 0 };
        this.#endBlock(frame);
        break;
      case FrameType.resetStream:
        this.#end(frame.stream, { code: readUint32(frame) });
        break;
      case FrameType.settings:
        this.#takeSettings(frame);
        break;
      case FrameType.ping:
        if ((frame.flags & Flag.acknowledge) === 0)
          this.#send(FrameType.ping, Flag.acknowledge, 0, frame.payload);
        break;
      case FrameType.goAway:
        this.#goAway(readUint32(frame));
        break;
      case FrameType.windowUpdate:
        this.#takeWindowUpdate(frame);
        break;
    }
  }

  #takeData(frame: Frame): void {
    const { length } = frame.payload;
    this.#received += length;
    if (this.#received >= receiveWindow / 2) {
      this.#send(FrameType.windowUpdate, 0, 0, uint32(this.#received));
      this.#received = 0;
    }
    const stream = this.#streams.get(frame.stream);
    if (stream === undefined) return;
    stream.handler.data(content(frame));
    if ((frame.flags & Flag.endStream) !== 0) {
      this.#end(frame.stream, { code: ErrorCode.none });
      return;
    }
    stream.received += length;
    if (stream.received >= receiveWindow / 2) {
      this.#send(FrameType.windowUpdate, 0, frame.stream, uint32(stream.received));
      stream.received = 0;
    }
  }

  #continueBlock(frame: Frame): void {
    const block = this.#block;
    if (frame.type !== FrameType.continuation || frame.stream !== block?.first.stream)
      throw new Http2Error('a header block with another frame in its midst');
    block.pieces.push(frame.payload);
    block.size += frame.payload.length;
    if (block.size > maximumBlockSize || block.pieces.length > maximumBlockFrames)
      throw new Http2Error('a header block that is too long');
    this.#endBlock(frame);
  }

  #endBlock({ flags }: Frame): void {
    if (this.#block === undefined || (flags & Flag.endHeaders) === 0) return;
    const { first, pieces } = this.#block;
    this.#block = undefined;
    this.#streams.get(first.stream)?.handler.headers(decodeFields(Buffer.concat(pieces)));
    if ((first.flags & Flag.endStream) !== 0) this.#end(first.stream, { code: ErrorCode.none });
  }

  #takeSettings({ flags, payload }: Frame): void {
    if ((flags & Flag.acknowledge) !== 0) return;
    for (let at = 0; at + 6 <= payload.length; at += 6) {
      this.#set(payload.readUInt16BE(at), payload.readUInt32BE(at + 2));
    }
    this.#send(FrameType.settings, Flag.acknowledge, 0, Buffer.alloc(0));
    this.#sendBodies();
    this.#startWaiting();
  }

  #set(setting: number, value: number): void {
    switch (setting) {
      case Setting.maximumConcurrentStreams:
        this.#maximumStreams = value;
        break;
      case Setting.initialWindowSize:
        for (const stream of this.#streams.values())
          stream.sendWindow += value - this.#streamWindow;
        this.#streamWindow = value;
        break;
      case Setting.maximumFrameSize:
        this.#maximumFrameSize = value;
        break;
    }
  }

  #takeWindowUpdate(frame: Frame): void {
    const increment = readUint32(frame);
    const stream = this.#streams.get(frame.stream);
    if (frame.stream === 0) this.#sendWindow += increment;
    else if (stream) stream.sendWindow += increment;
    this.#sendBodies();
  }

  #sendBodies(): void {
    for (const stream of this.#streams.values()) this.#sendBody(stream);
  }

  /** The server takes no more requests, and none after the last that it names. */
  #goAway(last: number): void {
    this.#goingAway = true;
    const refused = { code: ErrorCode.refusedStream };
    // First, or those that wait would start where others end.
    this.#endWaiting(refused);
    for (const id of this.#streams.keys()) {
      if (id > last) this.#end(id, refused);
    }
  }

  #cancel(id: number): void {
    if (!this.#streams.has(id)) return;
    this.#sendCancel(id);
    this.#end(id, { code: ErrorCode.cancel });
  }

  #end(id: number, end: End): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    this.#streams.delete(id);
    // The server has answered without the rest of the request.
    if (stream.body.length > 0 && 'code' in end && end.code === ErrorCode.none)
      this.#sendCancel(id);
    stream.handler.ended(end);
    this.#startWaiting();
  }

  #lose(loss: Loss): void {
    if (this.#loss !== undefined) return;
    this.#loss = loss;
    this.#input.destroy();
    this.#output.destroy();
    this.#endWaiting({ lost: loss });
    for (const id of this.#streams.keys()) this.#end(id, { lost: loss });
  }

  #endWaiting(end: End): void {
    const handlers = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const handler of handlers) handler.ended(end);
  }

  #sendCancel(id: number): void {
    this.#send(FrameType.resetStream, 0, id, uint32(ErrorCode.cancel));
  }

  #send(type: number, flags: number, stream: number, payload: Uint8Array): void {
    this.#write(encodeFrame(type, flags, stream, payload));
  }

  /** Everything that is written in one turn is sent at once. */
  #write(bytes: Buffer): void {
    if (!this.#output.writable) return;
    if (this.#output.writableCorked === 0) {
      this.#output.cork();
      process.nextTick(() => {
        this.#output.uncork();
      });
    }
    this.#output.write(bytes);
  }
}
