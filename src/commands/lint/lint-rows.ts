import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Severity } from '../../diagnostics/diagnostic-code.ts';

/** One diagnostic as `grocker lint --json` prints it: lines and columns from 1, the end exclusive. */
export interface LintRow {
  readonly code: string;
  readonly severity: Severity;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  /** null if the message says all. */
  readonly help: string | null;
}

/** Diagnostics as rows; one without a place gets the beginning of the file. */
export function lintRows(diagnostics: readonly Diagnostic[]): readonly LintRow[] {
  return diagnostics.map(({ code, severity, span, message, help }) => ({
    code,
    severity,
    line: span?.start.line ?? 1,
    column: span?.start.column ?? 1,
    endLine: span?.end.line ?? 1,
    endColumn: span?.end.column ?? 1,
    message,
    help: help ?? null,
  }));
}
