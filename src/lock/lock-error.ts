import type { Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';

/** Stable names of the mistakes of a lock, or of a request to it. */
export type LockCode =
  | 'lock-ambiguous'
  | 'lock-conflict'
  | 'lock-environment'
  | 'lock-field'
  | 'lock-file-missing'
  | 'lock-format'
  | 'lock-hash'
  | 'lock-path'
  | 'lock-python'
  | 'lock-stale'
  | 'lock-syntax'
  | 'lock-too-large'
  | 'lock-unavailable'
  | 'lock-unpinned'
  | 'lock-version'
  | 'unknown-extra'
  | 'unknown-group'
  | 'unknown-project';

/** One error of a lock, as a value. */
export function lockDiagnostic(
  code: LockCode,
  message: string,
  details: { readonly span?: Span | undefined; readonly help?: Help | undefined } = {},
): Diagnostic {
  return {
    code,
    severity: 'error',
    message,
    ...(details.span === undefined ? {} : { span: details.span }),
    ...(details.help === undefined ? {} : { help: details.help }),
  };
}

/** The same, to be thrown: for input that cannot be read any further. */
export function lockError(
  code: LockCode,
  message: string,
  details: { readonly span?: Span | undefined; readonly help?: Help | undefined } = {},
): DiagnosticError {
  return new DiagnosticError([lockDiagnostic(code, message, details)]);
}
