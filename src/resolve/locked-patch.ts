import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { baseName } from '../paths/base-name.ts';

/**
 * Remarks without the one about a Pipfile's patch version, if its lock is read: that reader knows the image's own patch
 * version, and warns only if they differ.
 */
export function withoutLockedPatch(
  remarks: readonly Diagnostic[],
  locks: readonly Pick<SourceText, 'name'>[],
): readonly Diagnostic[] {
  if (!locks.some(({ name }) => baseName(name) === 'Pipfile.lock')) return remarks;
  return remarks.filter(
    ({ code, span }) => code !== 'python-patch' || baseName(span?.file ?? '') !== 'Pipfile',
  );
}
