import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { visibleText } from '../diagnostics/visible-text.ts';

/**
 * The message that a client prints after a successful build: remarks, each once, as the key
 * `frontend.result.inlinemessage`.
 */
export function inlineMessage(found: readonly Diagnostic[]): ReadonlyMap<string, string> {
  const remarks = found
    .filter(({ severity }) => severity === 'info')
    .map(({ message, help }) => (help === undefined ? message : `${message} · ${help}`));
  const distinct = [...new Set(remarks.map(visibleText))];
  return new Map(
    distinct.length === 0 ? [] : [['frontend.result.inlinemessage', distinct.join('\n')]],
  );
}
