import type { Readable, Writable } from 'node:stream';

import { frame, MessageReader } from '../gateway/grpc-message.ts';
import { encodeFrame, Flag, FrameReader, FrameType, type Frame } from '../http2/frame.ts';
import { decodeFields, encodeFields } from '../http2/header-fields.ts';
import { Setting } from '../http2/numbers.ts';
import { StatusCode } from '../gateway/status-code.ts';

interface Call {
  readonly path: string;
  readonly request: MessageReader;
}

const prefaceSize = 24;
/** Header blocks as a server in Go writes them, with Huffman code: `:status` 200 and the type; `grpc-status` 0. */
const headers = Buffer.from('885f8b1d75d0620d263d4c4d6564', 'hex');
const trailers = Buffer.from('40889acac8b21234da8f0130', 'hex');

const failure = (message: string) =>
  encodeFields([
    ['grpc-status', String(StatusCode.unknown)],
    ['grpc-message', message],
  ]);

/** Bytes that fit into any frame. */
const pieceSize = 16_384;

/** A setting of two gigabytes, so that no request waits for a window. */
const maximumWindow = Buffer.alloc(6);
maximumWindow.writeUInt16BE(Setting.initialWindowSize, 0);
maximumWindow.writeUInt32BE(0x7f_00_00_00, 2);

/**
 * The other end of an Http2Channel whose client makes no mistakes: a function answers every call, at once; what it
 * throws is the status.
 */
export function serveLoopback(
  input: Readable,
  output: Writable,
  answer: (path: string, request: Uint8Array) => Uint8Array,
): void {
  const frames = new FrameReader();
  const calls = new Map<number, Call>();
  let preface = prefaceSize;
  const send = (type: number, flags: number, stream: number, payload: Uint8Array) => {
    output.write(encodeFrame(type, flags, stream, payload));
  };
  const respond = (stream: number, { path, request }: Call) => {
    const end = Flag.endHeaders | Flag.endStream;
    try {
      const response = frame(answer(path, request.message() ?? new Uint8Array()));
      send(FrameType.headers, Flag.endHeaders, stream, headers);
      for (let at = 0; at < response.length; at += pieceSize)
        send(FrameType.data, 0, stream, response.subarray(at, at + pieceSize));
      send(FrameType.headers, end, stream, trailers);
    } catch (error) {
      send(FrameType.headers, end, stream, Buffer.concat([headers, failure(String(error))]));
    }
  };
  const take = ({ type, flags, stream, payload }: Frame) => {
    const call = calls.get(stream);
    if (type === FrameType.headers)
      calls.set(stream, {
        path: decodeFields(payload).get(':path') ?? '',
        request: new MessageReader(),
      });
    if (type !== FrameType.data || call === undefined) return;
    call.request.push(payload);
    if ((flags & Flag.endStream) !== 0) respond(stream, call);
  };
  send(FrameType.settings, 0, 0, maximumWindow);
  send(FrameType.windowUpdate, 0, 0, maximumWindow.subarray(2));
  input.on('data', (bytes: Buffer) => {
    const rest = bytes.subarray(preface);
    preface -= bytes.length - rest.length;
    for (const each of frames.push(rest)) take(each);
  });
}
