import type { HeaderFields } from './header-fields.ts';
import type { Http2Error } from './http2-error.ts';

/** Hears of the answer to a request. */
export interface ResponseHandler {
  /** Called for the headers, and for the trailers. */
  headers(fields: HeaderFields): void;
  data(bytes: Buffer): void;
  /** Called once, and nothing after it. */
  ended(end: End): void;
}

/** The error code of the stream (0: the response is complete), or that of the connection which was lost. */
export type End = { readonly code: number } | { readonly lost: Loss };

/** The connection was closed, or the received data has made it useless. */
export type Loss = 'closed' | Http2Error;

/** A request under way. */
export interface Exchange {
  /** Cancels the request. */
  cancel(): void;
}
