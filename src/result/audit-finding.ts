import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';

/** A finding of the audit: an error in the target `check`. */
export type AuditFinding = Diagnostic & { readonly code: CodeOf<'error'> };
