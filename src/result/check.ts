import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';

/** What steps/check.py answers for each failure. */
export type CheckFailure =
  | { readonly kind: 'import'; readonly what: string; readonly words: string }
  | { readonly kind: 'run'; readonly what: readonly string[]; readonly words: string };

/** @param imports as the user wrote them, for their places. */
export function checkDiagnostics(
  failures: readonly CheckFailure[],
  imports: readonly Located<string>[],
): Diagnostic[] {
  return failures.map((failure) => {
    if (failure.kind === 'run') {
      return {
        code: 'check-command',
        severity: 'error',
        message: `${failure.what.join(' ')} fails in the finished image: ${failure.words}`,
        help: 'run the image with that command to see more',
      };
    }
    const span = imports.find(({ value }) => value === failure.what)?.span;
    return {
      code: 'check-import',
      severity: 'error',
      message: `${failure.what} cannot be imported in the finished image: ${failure.words}`,
      ...(span && { span }),
      help: 'add what it misses to the dependencies, or name the modules that matter in check.imports',
    };
  });
}
