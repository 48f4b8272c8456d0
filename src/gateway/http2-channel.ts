import type { Readable, Writable } from 'node:stream';

import type { CallOptions, Channel } from './channel.ts';
import { disconnected } from './disconnected.ts';
import { GatewayError } from './gateway-error.ts';
import { frame, MessageReader } from './grpc-message.ts';
import { statusOfEnd, statusOfHeaders } from './grpc-status.ts';
import { Http2Connection } from '../http2/connection.ts';
import type { Exchange } from '../http2/exchange.ts';
import { StatusCode } from './status-code.ts';
import type { Status } from './wire/messages.ts';

/**
 * Unary gRPC (github.com/grpc/grpc, doc/PROTOCOL-HTTP2.md) over one connection that is open already.
 *
 * On an HTTP/2 of its own, because grpc-js dials addresses only, and loads as long as the rest of a frontend together;
 * node:http2 cannot be in a startup snapshot, and gives up a connection on which a daemon sends a large failure.
 */
export class Http2Channel implements Channel {
  readonly #connection: Http2Connection;

  constructor(input: Readable, output: Writable) {
    this.#connection = new Http2Connection(input, output);
  }

  call(path: string, request: Uint8Array, options: CallOptions = {}): Promise<Uint8Array> {
    const { signal, timeoutMilliseconds } = options;
    let isLate = false;
    const aborted = (): Status | undefined =>
      signal?.aborted
        ? { code: StatusCode.cancelled, message: 'the build was cancelled' }
        : isLate
          ? {
              code: StatusCode.deadlineExceeded,
              message: `no answer to ${path} within ${timeoutMilliseconds ?? 0} ms`,
            }
          : undefined;
    const stopped = this.#connection.open ? aborted() : disconnected;
    if (stopped) return Promise.reject(new GatewayError(stopped));
    return new Promise((resolve, reject) => {
      const fields: [string, string][] = [
        [':method', 'POST'],
        [':scheme', 'http'],
        [':path', path],
        [':authority', 'localhost'],
        ['te', 'trailers'],
        ['content-type', 'application/grpc'],
        ['user-agent', 'grocker'],
      ];
      if (timeoutMilliseconds !== undefined)
        fields.push(['grpc-timeout', `${timeoutMilliseconds}m`]);
      const reader = new MessageReader();
      let status: Status | undefined;
      const cancel = () => {
        exchange.cancel();
      };
      const exchange: Exchange = this.#connection.request(fields, frame(request), {
        headers: (received) => {
          status ??= statusOfHeaders(received);
        },
        data: (bytes) => {
          const problem = reader.push(bytes);
          if (!problem) return;
          status = problem;
          cancel();
        },
        ended: (end) => {
          signal?.removeEventListener('abort', cancel);
          clearTimeout(timer);
          const failure = aborted() ?? status ?? statusOfEnd(end);
          const message = reader.message();
          if (failure.code !== StatusCode.ok) reject(new GatewayError(failure));
          else if (message) resolve(message);
          else {
            reject(
              new GatewayError({
                code: StatusCode.internal,
                message: `${path}: the answer is incomplete`,
              }),
            );
          }
        },
      });
      signal?.addEventListener('abort', cancel, { once: true });
      // No AbortSignal.timeout: what it registers for the garbage collector cannot be part of a startup snapshot.
      const late = () => {
        isLate = true;
        cancel();
      };
      const timer =
        timeoutMilliseconds === undefined
          ? undefined
          : setTimeout(late, timeoutMilliseconds).unref();
    });
  }

  close(): void {
    this.#connection.close();
  }
}
