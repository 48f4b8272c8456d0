import { exitStatuses } from '../graph/agreed.ts';
import type { Spec } from '../spec/spec.ts';
import type { Explanation } from './explained-failure.ts';
import { isScript, type Failure } from './failure.ts';
import { unreachableRemedy } from './unreachable.ts';

/** A step that queries the index exits with a status on temporary failures: they do not become an answer. */
export function resolverFailure(
  failure: Failure,
  { release, project, packages, index }: Spec,
): Explanation | undefined {
  if (failure.exitCode !== exitStatuses.NO_ANSWER) return undefined;
  const doing = isScript(failure, 'resolve.py')
    ? 'packages cannot be resolved'
    : isScript(failure, 'release.py')
      ? 'the Python of the release cannot be chosen'
      : undefined;
  if (doing === undefined) return undefined;
  const span = release?.span ?? packages[0]?.span ?? project?.span ?? index.url?.span;
  return {
    diagnostic: {
      code: 'network-unreachable',
      severity: 'error',
      message: `${doing}, because the index did not answer; see the step's log`,
      ...(span && { span }),
      help: unreachableRemedy('connection', 'the index'),
    },
  };
}
