import type { PlannedCompile } from '../plan/plan.ts';
import type { Explanation } from './explained-failure.ts';
import type { FailedWork } from './failed-work.ts';
import type { Failure } from './failure.ts';
import { staleBuild } from './stale-lock.ts';

/** Of steps/compile.py: the build asks git, and there is none, or no repository. */
const NO_REPOSITORY = 4;

/** Of steps/compile.py: the build asks for something that its locked requirements do not have. */
const INCOMPLETE = 3;

/** No wheel could be made of a source distribution, a repository or the project. */
export function compileFailure(
  { exitCode }: Failure,
  planned: PlannedCompile,
  { spec }: Pick<FailedWork, 'spec' | 'log' | 'python'>,
): Explanation {
  if (planned.requirements !== undefined && exitCode === INCOMPLETE) {
    return { diagnostic: staleBuild(planned, spec) };
  }
  const { name, version } = planned;
  const span = planned.span ?? spec.release?.span ?? spec.project?.span;
  const named = `${name}${version === null ? '' : ` ${version}`}`;
  return {
    diagnostic: {
      code: 'compile-failed',
      severity: 'error',
      message: `no wheel of ${named} could be made (exit code ${exitCode ?? '?'}); its log says why`,
      ...(span && { span }),
      help:
        exitCode === NO_REPOSITORY
          ? `it is built with what git knows: add git to \`dependencies.build\`, and see that the context has its .git, or give its version with \`compile: {${name}: {envs: …}}\``
          : 'add the system packages that its build misses to `dependencies.build`',
    },
  };
}
