import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { PythonTarget } from '../../../python/target.ts';
import { Evaluation } from '../../evaluation.ts';
import type { Lock } from '../../lock.ts';
import type { LockedRequirement } from './requirements-lock.ts';

/** More are not named one by one. */
const NAMED = 3;

/** A warning for each requirements file that leaves versions open, at the first such line. */
export function unpinnedRequirements(
  locks: readonly Lock[],
  target: PythonTarget,
): readonly Diagnostic[] {
  return locks.flatMap((lock) => {
    if (lock.format !== 'requirements') return [];
    const evaluation = new Evaluation(target);
    const holds = ({ marker, span }: LockedRequirement) => evaluation.holds(marker, span);
    const pinned = new Set(
      lock.constraints
        .filter(({ pin }) => pin.kind !== 'open')
        .filter(holds)
        .map(({ name }) => name),
    );
    const open = lock.requirements
      .filter(({ pin, name }) => pin.kind === 'open' && !pinned.has(name))
      .filter(holds);
    return open.length === 0 ? [] : [unpinned(lock.file, open)];
  });
}

function unpinned(file: string, open: readonly LockedRequirement[]): Diagnostic {
  const names = open.map(({ name, text }) => name ?? text);
  const shown = names.slice(0, NAMED).join(', ');
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return {
    code: 'lock-unpinned',
    severity: 'warning',
    message: `${file} does not pin ${shown}${more}: the installed versions change from day to day`,
    ...(open[0] && { span: open[0].span }),
    help: 'Pin them with `==`, as `pip-compile --generate-hashes` does for all dependencies, or run `grocker lock` and commit what it writes.',
  };
}
