import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { exitCode } from '../gateway/error-details.ts';
import type { GatewayError } from '../gateway/gateway-error.ts';
import { UID } from '../plan/make-foundation.ts';
import type { Spec } from '../spec/spec.ts';

/** Of steps/user-and-venv.sh: the base image has a user of that name with another uid. */
const OTHER_UID = 3;

/** Says that the base image has the image's user already, and as somebody else; undefined where the failure is of another kind. */
export function userFailure(
  error: GatewayError,
  { image: { user }, runtime }: Pick<Spec, 'image' | 'runtime'>,
): DiagnosticError | undefined {
  // The daemon quotes the command that failed.
  const isItsStep = error.status.message?.includes('/user-and-venv.sh ') === true;
  if (!isItsStep || exitCode(error.status) !== OTHER_UID) return undefined;
  const span = user.span ?? runtime.span;
  const diagnostic = {
    code: 'base-image-user',
    severity: 'error',
    message: `${runtime.image} has a user ${user.value} already, whose uid is not ${UID}`,
    ...(span && { span }),
    help: 'give `user` a name that the base image does not have',
  } as const;
  return new DiagnosticError([diagnostic], { cause: error });
}
