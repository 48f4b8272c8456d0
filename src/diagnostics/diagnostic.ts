import type { CodeOf, Severity } from './diagnostic-code.ts';
import type { Help } from './help.ts';
import type { Span } from './span.ts';

/** A message about the user's files: the problem, its place, and the remedy. */
export type Diagnostic = Told &
  {
    /** A code owns its severities; its page is docs/diagnostics.md#CODE or docs/rules/CODE.md. */
    readonly [S in Severity]: { readonly severity: S; readonly code: CodeOf<S> };
  }[Severity];

interface Told {
  readonly message: string;
  readonly span?: Span;
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
  /** The remedy. */
  readonly help?: Help;
}

/** Thrown where wrong input ends the work; carries every diagnostic known by then. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('\n'), options);
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics;
  }
}
