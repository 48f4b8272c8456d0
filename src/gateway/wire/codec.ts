import { decodeMessage } from '../../llb/wire/decode-message.ts';
import { encodeMessage } from '../../llb/wire/encode-message.ts';
import { enums, methods, schema, type Messages, type Status } from './messages.ts';

const gateway = { messages: schema, enums };

export type Method = keyof typeof methods;
export type RequestOf<M extends Method> = Messages[(typeof methods)[M]['request']];
export type ResponseOf<M extends Method> = Messages[(typeof methods)[M]['response']];

export function isMethod(name: string): name is Method {
  return Object.hasOwn(methods, name);
}

/** Encodes the request of a call. */
export function encodeRequest<M extends Method>(method: M, request: RequestOf<M>): Uint8Array {
  return encodeMessage(gateway, methods[method].request, request);
}

/** Decodes the response of a call; what has its default value is absent. */
export function decodeResponse<M extends Method>(method: M, bytes: Uint8Array): ResponseOf<M> {
  // The wire's edge: the schema, from which the type was generated, says what is read.
  return decodeMessage(gateway, methods[method].response, bytes) as ResponseOf<M>;
}

/** Decodes the request of a call, as a server does. */
export function decodeRequest<M extends Method>(method: M, bytes: Uint8Array): RequestOf<M> {
  return decodeMessage(gateway, methods[method].request, bytes) as RequestOf<M>;
}

/** Encodes the response to a call, as a server does. */
export function encodeResponse<M extends Method>(method: M, response: ResponseOf<M>): Uint8Array {
  return encodeMessage(gateway, methods[method].response, response);
}

export function encodeStatus(status: Status): Uint8Array {
  return encodeMessage(gateway, 'Status', status);
}

export function decodeStatus(bytes: Uint8Array): Status {
  return decodeMessage(gateway, 'Status', bytes);
}
