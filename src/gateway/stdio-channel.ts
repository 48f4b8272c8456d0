import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

import type { Channel } from './channel.ts';
import { Http2Channel } from './http2-channel.ts';

export interface Stdio {
  readonly input: Readable;
  readonly output: Writable;
}

/** The process's own stdin and stdout as pipes that never block it. */
export function processStdio(): Stdio {
  return {
    input: new Socket({ fd: 0, readable: true, writable: false }),
    output: new Socket({ fd: 1, readable: false, writable: true }),
  };
}

/** A channel to the gRPC server at the other end of two pipes, where a daemon puts a frontend's stdin and stdout. */
export function openStdioChannel({ input, output }: Stdio): Channel {
  return new Http2Channel(input, output);
}
