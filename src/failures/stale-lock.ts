import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { PlannedCompile } from '../plan/plan.ts';
import { systemLockPath } from '../spec/system-lock-path.ts';
import type { Spec } from '../spec/spec.ts';
import { staleLock } from '../system/stale-lock.ts';

/** grocker.lock no longer has the build requirements of a package. */
export function staleBuild({ name, requirements = [] }: PlannedCompile, spec: Spec): Diagnostic {
  const [first] = requirements;
  return staleLock(
    `${systemLockPath(spec)} no longer has the build requirements of ${name}; the step's log shows them`,
    first?.span,
  );
}
