import { decodeMessage } from '../../llb/wire/decode-message.ts';
import { encodeMessage } from '../../llb/wire/encode-message.ts';
import { enums, methods, schema, type Messages, type Status } from './messages.ts';

const gateway = { messages: schema, enums };

export type Method = keyof typeof methods;
export type RequestOf<M extends Method> = Messages[(typeof methods)[M]['request']];
export type ResponseOf<M extends Method> = Messages[(typeof methods)[M]['response']];

/** Encodes the request of a call. */
export function encodeRequest<M extends Method>(method: M, request: RequestOf<M>): Uint8Array {
  return encodeMessage(gateway, methods[method].request, request);
}

/** Decodes the response of a call; what has its default value is absent. */
export function decodeResponse<M extends Method>(method: M, bytes: Uint8Array): ResponseOf<M> {
  // The wire's edge: the schema, from which the type was generated, says what is read.
  return decodeMessage(gateway, methods[method].response, bytes) as ResponseOf<M>;
}

export function encodeStatus(status: Status): Uint8Array {
  return encodeMessage(gateway, 'Status', status);
}

export function decodeStatus(bytes: Uint8Array): Status {
  return decodeMessage(gateway, 'Status', bytes);
}
