import { randomUUID } from 'node:crypto';
import { createServer, Socket } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';

import type { Channel } from './channel.ts';
import { GrpcChannel } from './grpc-channel.ts';

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

/**
 * A channel to the gRPC server at the other end of two pipes, where a daemon puts a frontend's stdin and stdout.
 *
 * grpc-js dials addresses only, so the pipes are joined to an abstract socket (unix(7)), which needs no file and is
 * closed to others as soon as it was dialled.
 */
export async function openStdioChannel(stdio: Stdio): Promise<Channel> {
  const name = `grocker-${randomUUID()}`;
  const server = createServer((socket) => {
    server.close();
    join(stdio, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: `\0${name}` }, resolve);
  });
  const channel = new GrpcChannel(`unix:\0${name}`);
  return {
    call: (path, request, options) => channel.call(path, request, options),
    close: () => {
      channel.close();
      server.close();
      stdio.input.destroy();
    },
  };
}

/** Pipes both ways, with backpressure; the end of either side ends the other. */
function join(stdio: Stdio, socket: Duplex): void {
  const disconnect = () => socket.destroy();
  stdio.input.once('error', disconnect).once('close', disconnect).pipe(socket);
  stdio.output.once('error', disconnect);
  socket.once('error', disconnect).pipe(stdio.output);
}
