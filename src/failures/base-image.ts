import { exitStatuses } from '../graph/agreed.ts';
import { UID } from '../plan/make-foundation.ts';
import type { Spec } from '../spec/spec.ts';
import { baseImageUnusable } from './base-image-unusable.ts';
import type { Explanation } from './explained-failure.ts';
import { isScript, type Failure } from './failure.ts';
import { KILLED } from './killed.ts';

/**
 * A step on the base image itself failed: the image has another user with that name, or it lacks something that every
 * image has.
 */
export function baseImageFailure(
  failure: Failure,
  { image: { user }, runtime }: Pick<Spec, 'image' | 'runtime'>,
): Explanation | undefined {
  const { exitCode } = failure;
  if (exitCode === KILLED) return undefined;
  const status = `exit code ${exitCode ?? '?'}`;
  if (isScript(failure, 'probe.py')) {
    return {
      diagnostic: baseImageUnusable(
        runtime,
        `its python3 does not answer (${status}); the log of that step says why`,
      ),
    };
  }
  if (!isScript(failure, 'user-and-venv.sh')) return undefined;
  if (exitCode !== exitStatuses.OTHER_UID) {
    const reason = `a user and a virtual environment cannot be added (${status}); the log of that step says why`;
    return { diagnostic: baseImageUnusable(runtime, reason) };
  }
  const span = user.span ?? runtime.span;
  return {
    diagnostic: {
      code: 'base-image-user',
      severity: 'error',
      message: `${runtime.image} has a user ${user.value} already, whose uid is not ${UID}`,
      ...(span && { span }),
      help: 'Give `user` a name that the base image does not have.',
    },
  };
}
