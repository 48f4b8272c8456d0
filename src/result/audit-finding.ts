import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';

/** What the audit finds: the target `check` makes an error of it. */
export type AuditFinding = Diagnostic & { readonly code: CodeOf<'error'> };
