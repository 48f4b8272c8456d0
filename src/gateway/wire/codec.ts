import protobuf from 'protobufjs/light.js';

import { descriptor, methodTypes } from './descriptor.ts';
import type { Methods, Status } from './messages.ts';

const root = protobuf.Root.fromJSON(descriptor);

/** Encodes the request of a call. */
export function encodeRequest<M extends keyof Methods>(
  method: M,
  request: Methods[M]['request'],
): Uint8Array {
  return encode(methodTypes[method][0], request);
}

/** Decodes the response of a call; absent fields have their default and stay absent. */
export function decodeResponse<M extends keyof Methods>(
  method: M,
  bytes: Uint8Array,
): Methods[M]['response'] {
  return decode(methodTypes[method][1], bytes);
}

export function encodeStatus(status: Status): Uint8Array {
  return encode('google.rpc.Status', status);
}

export function decodeStatus(bytes: Uint8Array): Status {
  return decode('google.rpc.Status', bytes);
}

function encode(name: string, message: object): Uint8Array {
  const type = root.lookupType(name);
  return type.encode(type.fromObject(message)).finish();
}

function decode(name: string, bytes: Uint8Array): object {
  const type = root.lookupType(name);
  return type.toObject(type.decode(bytes), { longs: String });
}
