import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { lockDiagnostic } from './lock-error.ts';

/** The error for a requested extra or dependency group that `of` does not have. */
export function unknownName(
  kind: 'extra' | 'group',
  written: string,
  known: ReadonlySet<string>,
  of: string,
  span: Span,
): Diagnostic {
  const label = kind === 'extra' ? 'extra' : 'dependency group';
  return lockDiagnostic(
    `unknown-${kind}`,
    `${of} has no ${label} \`${written}\`${didYouMean(written, known)}`,
    {
      span,
      help:
        known.size === 0
          ? `Remove it: there are no ${label}s.`
          : `Name one of: ${[...known].sort().join(', ')}.`,
    },
  );
}
