import { UID } from '../plan/make-foundation.ts';
import type { Spec } from '../spec/spec.ts';
import type { Explanation } from './explained-failure.ts';
import { isScript, type Failure } from './failure.ts';

/** Of steps/user-and-venv.sh: the base image has a user of that name with another uid. */
const OTHER_UID = 3;

/** The base image has the image's user already, and as somebody else. */
export function baseImageUser(
  failure: Failure,
  { image: { user }, runtime }: Pick<Spec, 'image' | 'runtime'>,
): Explanation | undefined {
  if (!isScript(failure, 'user-and-venv.sh') || failure.exitCode !== OTHER_UID) return undefined;
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
