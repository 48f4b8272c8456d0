import { CALL_LIMITS } from './call-limits.ts';
import type { CallOptions, Channel } from './channel.ts';
import {
  decodeResponse,
  encodeRequest,
  type Method,
  type RequestOf,
  type ResponseOf,
} from './wire/codec.ts';
import { serviceName } from './wire/messages.ts';

/** LLBBridge, call by call and typed (proto/gateway.proto). */
export class Bridge {
  readonly #channel: Channel;
  readonly #signal: AbortSignal | undefined;

  /** `signal` cancels every call that is under way. */
  constructor(channel: Channel, signal?: AbortSignal) {
    this.#channel = channel;
    this.#signal = signal;
  }

  async call<M extends Method>(
    method: M,
    request: RequestOf<M>,
    options: CallOptions = {},
  ): Promise<ResponseOf<M>> {
    const response = await this.#channel.call(
      `/${serviceName}/${method}`,
      encodeRequest(method, request),
      {
        signal: this.#signal,
        ...options,
        timeoutMilliseconds: options.timeoutMilliseconds ?? CALL_LIMITS[method],
      },
    );
    return decodeResponse(method, response);
  }
}
