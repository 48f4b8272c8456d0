import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { systemLockPath } from '../spec/system-lock-path.ts';
import { exitCode, vertexDigest } from '../gateway/error-details.ts';
import { fetchFailure } from './fetch.ts';
import { failureKind } from '../gateway/failure-kind.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import type { Graph } from '../graph/graph.ts';
import type { Output } from '../llb/llb.ts';
import { failedStep } from '../result/step.ts';
import type { Plan, PlannedCompile, PlannedPackage } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';

/** What a failed vertex was to do. */
export interface FailedWork {
  readonly plan: Plan;
  readonly stages: Graph;
  readonly spec: Spec;
  /** The digest of the vertex that makes an output. */
  readonly digest: (output: Output) => string | undefined;
}

/**
 * Says in the user's words what a failure of the daemon means; the failure itself is the error's
 * cause. Undefined where there is nothing to add.
 */
export function buildFailure(error: unknown, work: FailedWork): DiagnosticError | undefined {
  if (!(error instanceof GatewayError)) return undefined;
  const vertex = vertexDigest(error.status);
  const isFailed = (output: Output | undefined) =>
    vertex !== undefined && output !== undefined && work.digest(output) === vertex;
  const [made, wheel] =
    [...work.stages.wheels].find(
      ([, { source, verified }]) => isFailed(verified) || isFailed(source),
    ) ?? [];
  const isProcess = failureKind(error.status) === 'process';
  const code = exitCode(error.status);
  if (made && isFailed(wheel?.verified) && isProcess && code === OTHER_FILE) {
    return explained(otherFile(made), error);
  }
  if (made?.kind === 'compile' && isFailed(wheel?.source) && isProcess) {
    const isIncomplete = made.requirements !== undefined && code === INCOMPLETE;
    const told = isIncomplete ? staleBuild(made, work.spec) : compileFailure(made, code, work.spec);
    return explained(told, error);
  }
  const step = work.stages.steps.find(({ ran }) => isFailed(ran));
  if (step && isProcess) return explained(failedStep(step.planned, code), error);
  return fetchFailure(error, work.plan, work.spec);
}

function explained(diagnostic: Diagnostic, cause: GatewayError): DiagnosticError {
  return new DiagnosticError([diagnostic], { cause });
}

function compileFailure(planned: PlannedPackage, code: number | undefined, spec: Spec): Diagnostic {
  const span = planned.span ?? spec.release?.span ?? spec.project?.span;
  const named = `${planned.name}${planned.version === null ? '' : ` ${planned.version}`}`;
  return {
    code: 'compile-failed',
    severity: 'error',
    message: `no wheel of ${named} could be made (exit code ${code ?? '?'}); its log says why`,
    ...(span && { span }),
    help:
      code === NO_REPOSITORY
        ? `it is built with what git knows: add git to \`dependencies.build\`, and see that the context has its .git, or give its version with \`compile: {${planned.name}: {envs: …}}\``
        : 'add the system packages that its build misses to `dependencies.build`',
  };
}

/** Of steps/verify.py: the file has none of the hashes. */
const OTHER_FILE = 2;

function otherFile({ name, origin, span }: PlannedPackage): Diagnostic {
  return {
    code: 'checksum-mismatch',
    severity: 'error',
    message: `${origin.from === 'context' ? origin.path : name} is not the file of ${name} that was locked: it has none of the hashes of the lock`,
    ...(span && { span }),
    help: 'put the file that was locked into the context, or make the lock again',
  };
}

/** Of steps/compile.py: the build asks git, and there is none, or no repository. */
const NO_REPOSITORY = 4;

/** Of steps/compile.py: the build asks for something that its locked requirements do not have. */
const INCOMPLETE = 3;

function staleBuild({ name, requirements = [] }: PlannedCompile, spec: Spec): Diagnostic {
  const [first] = requirements;
  const file = systemLockPath(spec);
  return {
    code: 'lock-stale',
    severity: 'error',
    message: `${file} does not have what ${name} is built with any more; the step's log says what it asks for`,
    ...(first?.span && { span: first.span }),
    help: 'run `grocker lock` and commit what it writes',
  };
}
