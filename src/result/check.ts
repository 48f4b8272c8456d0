import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';
import type { Plan } from '../plan/plan.ts';

/** The answer of steps/check.py for each failure. */
export type CheckFailure =
  | { readonly kind: 'import' | 'script'; readonly what: string; readonly words: string }
  | { readonly kind: 'run'; readonly what: readonly string[]; readonly words: string };

/** @param imports as the user wrote them, for their places. */
export function checkDiagnostics(
  failures: readonly CheckFailure[],
  imports: readonly Located<string>[],
  { entrypoint }: Pick<Plan, 'entrypoint'>,
): Diagnostic[] {
  return failures.map((failure) => {
    if (failure.kind === 'run') {
      return {
        code: 'check-command',
        severity: 'error',
        message: `${failure.what.join(' ')} fails in the finished image: ${failure.words}`,
        help: 'Run the image with that command to see more.',
      };
    }
    if (failure.kind === 'script') {
      return {
        code: 'check-entrypoint',
        severity: 'error',
        message: `the console script ${entrypoint.command[0] ?? ''} calls ${failure.what}, which cannot be loaded in the finished image: ${failure.words}`,
        ...(entrypoint.span && { span: entrypoint.span }),
        help: 'Correct what the package declares for that script, add what it lacks to the dependencies, or set entrypoint_name to another script.',
      };
    }
    const span = imports.find(({ value }) => value === failure.what)?.span;
    return {
      code: 'check-import',
      severity: 'error',
      message: `${failure.what} cannot be imported in the finished image: ${failure.words}`,
      ...(span && { span }),
      help: 'Add what it lacks to the dependencies, or name the modules that matter in check.imports.',
    };
  });
}
