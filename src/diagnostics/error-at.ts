import type { CodeOf } from './diagnostic-code.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Help } from './help.ts';
import type { Span } from './span.ts';

/** An error at a place: its code, what is wrong, and the remedy where one sentence tells it. */
export function errorAt(
  span: Span,
  code: CodeOf<'error'>,
  message: string,
  help?: Help,
): Diagnostic {
  const diagnostic = { code, severity: 'error', message, span } as const;
  return help === undefined ? diagnostic : { ...diagnostic, help };
}
