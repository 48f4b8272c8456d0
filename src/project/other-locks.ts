import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { otherLocks } from '../lock/find-lock.ts';

/**
 * The warning for locks of several tools side by side: one of them counts, and people often keep only another one up to
 * date.
 *
 * @param names those in the directory of the lock.
 */
export function severalLocks(lock: SourceText, names: readonly string[]): Diagnostic | undefined {
  const directory = lock.name.replace(/[^/]*$/, '');
  const others = otherLocks(names, lock.name.slice(directory.length));
  const [first] = others;
  if (first === undefined) return undefined;
  const are = others.length === 1 ? 'is' : 'are';
  return {
    code: 'several-locks',
    severity: 'warning',
    message: `${lock.name} is installed, and ${others.map((name) => directory + name).join(', ')} beside it ${are} not read`,
    span: lock.span(0, 0),
    help: `Write \`lock: ${lock.name}\` or \`lock: ${directory}${first}\`, or remove the one that is not maintained.`,
  };
}
