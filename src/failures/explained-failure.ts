import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';

/**
 * Why something could not be fetched or built, as far as another attempt can mend it.
 *
 * - `gone`: the url that a resolver gave is out of date.
 * - `denied`: the server wants credentials, which only a step has.
 * - `unreachable`: the daemon does not reach the server or does not trust it; a step has the client's authorities.
 * - `mirror`: the daemon could not fetch a system package; a step tries more often, with the client's authorities and proxy.
 * - `built-with`: it is built with something that has to be built itself, or that only its back end names.
 * - `compiler`: it was built on Python alone, and may take a compiler.
 */
export type FailureCause = 'gone' | 'denied' | 'unreachable' | 'mirror' | 'built-with' | 'compiler';

/** A failure of the daemon in the user's words; the daemon's own is its `cause`. */
export class ExplainedFailure extends DiagnosticError {
  /** The possible causes: a builder that hashes an error page does not say which one it is. */
  readonly causes: readonly FailureCause[];

  constructor(diagnostic: Diagnostic, cause: unknown, causes: readonly FailureCause[] = []) {
    super([diagnostic], { cause });
    this.name = 'ExplainedFailure';
    this.causes = causes;
  }
}

/** The explanation of one kind of failure. */
export interface Explanation {
  readonly diagnostic: Diagnostic;
  readonly causes?: readonly FailureCause[];
}
