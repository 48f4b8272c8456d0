import { constants, type IncomingHttpHeaders, type IncomingHttpStatusHeader } from 'node:http2';

import { StatusCode } from './status-code.ts';
import { decodeStatus } from './wire/codec.ts';
import type { Status } from './wire/messages.ts';

/** The outcome of a call from its trailers, or from the headers of an answer that has nothing else. */
export function statusOfHeaders(
  headers: IncomingHttpHeaders & IncomingHttpStatusHeader,
): Status | undefined {
  const details = headers['grpc-status-details-bin'];
  if (typeof details === 'string') {
    try {
      return decodeStatus(Buffer.from(details, 'base64'));
    } catch {
      // Damaged details: the two plain trailers are still worth passing on.
    }
  }
  const code = headers['grpc-status'];
  if (typeof code === 'string') {
    return { code: Number(code), message: percentDecode(textOf(headers['grpc-message'])) };
  }
  const http = headers[':status'];
  return http === undefined || http === 200
    ? undefined
    : { code: StatusCode.unknown, message: `the daemon answered with HTTP status ${http}` };
}

/** The outcome of a call that the daemon ended without one, by its HTTP/2 error code. */
export function statusOfReset(code: number): Status {
  switch (code) {
    case constants.NGHTTP2_CANCEL:
      return { code: StatusCode.cancelled, message: 'the daemon cancelled the call' };
    case constants.NGHTTP2_REFUSED_STREAM:
      return { code: StatusCode.unavailable, message: 'the daemon refused the call' };
    default:
      return {
        code: StatusCode.internal,
        message: `the daemon ended the call without a status (HTTP/2 error ${code})`,
      };
  }
}

function textOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** As gRPC encodes messages: bytes of UTF-8, those outside of printable ASCII and `%` itself as `%XX`. */
function percentDecode(text: string): string {
  const bytes = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
