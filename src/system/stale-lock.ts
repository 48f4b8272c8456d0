import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { lockRemedy } from './lock-remedy.ts';

/**
 * A lock of `grocker lock` that no longer matches its inputs.
 *
 * @param platforms the platforms of the new lock, if there are more than the builder's.
 */
export function staleLock(
  message: string,
  span: Span | undefined,
  {
    platforms = [],
    related,
  }: { platforms?: readonly string[]; related?: Diagnostic['related'] } = {},
): Diagnostic {
  return {
    code: 'lock-stale',
    severity: 'error',
    message,
    ...(span && { span }),
    ...(related && related.length > 0 && { related }),
    help: lockRemedy(platforms),
  };
}
