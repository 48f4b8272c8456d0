import type { Span } from '../diagnostics/span.ts';

/** One file of a Debian or Alpine package, as a resolver answered it or grocker.lock pins it. */
export interface SystemPackage {
  readonly name: string;
  readonly version: string;
  /** In the distribution's own words: amd64, arm64, all, x86_64, noarch. */
  readonly architecture: string;
  readonly url: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Where grocker.lock says so. */
  readonly span?: Span;
}
