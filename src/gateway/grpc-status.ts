import { disconnected } from './disconnected.ts';
import type { End } from '../http2/exchange.ts';
import type { HeaderFields } from '../http2/header-fields.ts';
import { ErrorCode } from '../http2/numbers.ts';
import { StatusCode } from './status-code.ts';
import { decodeStatus } from './wire/codec.ts';
import type { Status } from './wire/messages.ts';

/** The outcome of a call from its trailers, or from the headers of an answer that has nothing else. */
export function statusOfHeaders(headers: HeaderFields): Status | undefined {
  const details = headers.get('grpc-status-details-bin');
  if (details !== undefined) {
    try {
      return decodeStatus(Buffer.from(details, 'base64'));
    } catch {
      // Damaged details: the two plain trailers are still worth passing on.
    }
  }
  const code = headers.get('grpc-status');
  if (code !== undefined) {
    return { code: Number(code), message: percentDecode(headers.get('grpc-message') ?? '') };
  }
  const http = headers.get(':status');
  return http === undefined || http === '200'
    ? undefined
    : { code: StatusCode.unknown, message: `the daemon answered with HTTP status ${http}` };
}

/** The outcome of a call whose answer has none. */
export function statusOfEnd(end: End): Status {
  if ('lost' in end) {
    return end.lost === 'closed'
      ? disconnected
      : { code: StatusCode.internal, message: `the daemon sent ${end.lost.message}` };
  }
  switch (end.code) {
    case ErrorCode.cancel:
      return { code: StatusCode.cancelled, message: 'the daemon cancelled the call' };
    case ErrorCode.refusedStream:
      return { code: StatusCode.unavailable, message: 'the daemon refused the call' };
    default:
      return {
        code: StatusCode.internal,
        message: `the daemon ended the call without a status (HTTP/2 error ${end.code})`,
      };
  }
}

/** As gRPC encodes messages: bytes of UTF-8, those outside of printable ASCII and `%` itself as `%XX`. */
function percentDecode(text: string): string {
  const bytes = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
