import { exitStatuses } from '../graph/agreed.ts';
import { UID } from '../plan/make-foundation.ts';
import type { Spec } from '../spec/spec.ts';
import type { Explanation } from './explained-failure.ts';
import { isScript, type Failure } from './failure.ts';

/** The base image already has a user of that name or number, which is another one. */
export function baseImageUser(
  failure: Failure,
  { image: { user }, runtime }: Pick<Spec, 'image' | 'runtime'>,
): Explanation | undefined {
  if (!isScript(failure, 'user-and-venv.sh')) return undefined;
  if (failure.exitCode !== exitStatuses.OTHER_UID) return undefined;
  const span = user.span ?? runtime.span;
  return {
    diagnostic: {
      code: 'base-image-user',
      severity: 'error',
      message: `${runtime.image} has a user ${user.value} already, whose uid is not ${UID}`,
      ...(span && { span }),
      help: 'give `user` a name that the base image does not have',
    },
  };
}
