import { connect, constants, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import type { Duplex } from 'node:stream';

import type { CallOptions, Channel } from './channel.ts';
import { disconnected } from './disconnected.ts';
import { GatewayError } from './gateway-error.ts';
import { frame, MessageReader } from './grpc-message.ts';
import { statusOfHeaders, statusOfReset } from './grpc-status.ts';
import { StatusCode } from './status-code.ts';
import type { Status } from './wire/messages.ts';

const windowSize = 4 * 1024 * 1024;

/**
 * Unary gRPC (github.com/grpc/grpc, doc/PROTOCOL-HTTP2.md) over one connection that is open already.
 *
 * Written on node:http2 because grpc-js dials addresses only, and loads as long as the rest of a frontend together.
 */
export class Http2Channel implements Channel {
  readonly #session: ClientHttp2Session;

  constructor(connection: Duplex) {
    this.#session = connect('http://localhost', {
      createConnection: () => connection,
      settings: {
        initialWindowSize: windowSize,
        enablePush: false,
        // Both for HeaderGuard: no dynamic table, and all of the details that it lets pass.
        headerTableSize: 0,
        maxHeaderListSize: 1024 * 1024,
      },
      maxSessionMemory: 1024,
    });
    this.#session.once('connect', () => {
      this.#session.setLocalWindowSize(windowSize);
    });
    // Every call under way learns of it from its own stream.
    this.#session.on('error', () => undefined);
    connection.once('close', () => {
      this.#session.destroy();
    });
  }

  call(path: string, request: Uint8Array, options: CallOptions = {}): Promise<Uint8Array> {
    const { signal, timeoutMilliseconds } = options;
    const timeout =
      timeoutMilliseconds === undefined ? undefined : AbortSignal.timeout(timeoutMilliseconds);
    return new Promise((resolve, reject) => {
      const fail = (status: Status) => {
        reject(new GatewayError(status));
      };
      const aborted = (): Status | undefined =>
        signal?.aborted
          ? { code: StatusCode.cancelled, message: 'the build was cancelled' }
          : timeout?.aborted
            ? {
                code: StatusCode.deadlineExceeded,
                message: `no answer to ${path} within ${timeoutMilliseconds ?? 0} ms`,
              }
            : undefined;
      if (this.#session.closed || this.#session.destroyed) {
        fail(disconnected);
        return;
      }
      const stopped = aborted();
      if (stopped) {
        fail(stopped);
        return;
      }
      const stream = this.#session.request({
        ':method': 'POST',
        ':path': path,
        te: 'trailers',
        'content-type': 'application/grpc',
        'user-agent': 'grocker',
        ...(timeoutMilliseconds === undefined ? {} : { 'grpc-timeout': `${timeoutMilliseconds}m` }),
      });
      const cancel = () => {
        stream.close(constants.NGHTTP2_CANCEL);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      timeout?.addEventListener('abort', cancel, { once: true });

      const reader = new MessageReader();
      let status: Status | undefined;
      const readStatus = (headers: IncomingHttpHeaders) => {
        status ??= statusOfHeaders(headers);
      };
      stream.on('response', readStatus);
      stream.on('trailers', readStatus);
      stream.on('data', (bytes: Buffer) => {
        const problem = reader.push(bytes);
        if (!problem) return;
        status = problem;
        cancel();
      });
      // 'close' follows and tells more.
      stream.on('error', () => undefined);
      stream.once('close', () => {
        signal?.removeEventListener('abort', cancel);
        timeout?.removeEventListener('abort', cancel);
        const failure =
          aborted() ??
          status ??
          (this.#session.destroyed ? disconnected : statusOfReset(stream.rstCode));
        if (failure.code !== StatusCode.ok) {
          fail(failure);
          return;
        }
        const message = reader.message();
        if (message) resolve(message);
        else fail({ code: StatusCode.internal, message: `${path}: the answer is incomplete` });
      });
      stream.end(frame(request));
    });
  }

  close(): void {
    this.#session.destroy();
  }
}
