import {
  Client,
  Metadata,
  credentials,
  status as grpcStatus,
  type ServiceError,
} from '@grpc/grpc-js';

import type { CallOptions, Channel } from './channel.ts';
import { GatewayError } from './gateway-error.ts';
import { decodeStatus } from './wire/codec.ts';
import type { Status } from './wire/messages.ts';

/** The daemon's limit of one message, in bytes, both ways. */
export const maximumMessageSize = 16 * 1024 * 1024;

/** A channel to a gRPC server without TLS; `target` as gRPC names it: `unix:path`. */
export class GrpcChannel implements Channel {
  readonly #client: Client;

  constructor(target: string) {
    this.#client = new Client(target, credentials.createInsecure(), {
      'grpc.default_authority': 'localhost',
      'grpc.max_receive_message_length': maximumMessageSize,
      'grpc.max_send_message_length': maximumMessageSize,
      'grpc.enable_retries': 0,
      'grpc.service_config_disable_resolution': 1,
    });
  }

  call(path: string, request: Uint8Array, options: CallOptions = {}): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const { signal, timeoutMilliseconds } = options;
      if (signal?.aborted) {
        reject(new GatewayError({ code: grpcStatus.CANCELLED, message: 'cancelled' }));
        return;
      }
      const call = this.#client.makeUnaryRequest(
        path,
        (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        (bytes: Buffer) => bytes,
        request,
        new Metadata(),
        timeoutMilliseconds === undefined ? {} : { deadline: Date.now() + timeoutMilliseconds },
        (error: ServiceError | null, response?: Buffer) => {
          signal?.removeEventListener('abort', abort);
          if (error) reject(new GatewayError(statusOf(error)));
          else if (response) resolve(response);
          else reject(new GatewayError({ code: grpcStatus.INTERNAL, message: 'empty response' }));
        },
      );
      const abort = () => {
        call.cancel();
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  close(): void {
    this.#client.close();
  }
}

/** The trailer grpc-status-details-bin where there is one, for it alone has the details. */
function statusOf(error: ServiceError): Status {
  const trailer = error.metadata.get('grpc-status-details-bin')[0];
  if (trailer instanceof Uint8Array) {
    try {
      return decodeStatus(trailer);
    } catch {
      // A damaged trailer: what gRPC itself understood is still worth passing on.
    }
  }
  return { code: error.code, message: error.details };
}
