import { DiagnosticError, type Diagnostic } from './diagnostics/diagnostic.ts';
import type { Span } from './diagnostics/span.ts';
import { exitCode, vertexDigest } from './gateway/error-details.ts';
import { failureKind } from './gateway/failure-kind.ts';
import { GatewayError } from './gateway/gateway-error.ts';
import type { Graph } from './graph/graph.ts';
import type { Output } from './llb/llb.ts';
import type { Plan, PlannedPackage } from './plan/plan.ts';
import type { Spec } from './spec/spec.ts';

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
  const message = error.status.message ?? '';
  const made = work.plan.packages.find((planned) => {
    const wheel = work.stages.wheels.get(planned.name);
    return wheel !== undefined && vertex !== undefined && work.digest(wheel.source) === vertex;
  });
  if (made?.kind === 'compile' && failureKind(error.status) === 'process') {
    return explained(compileFailure(made, exitCode(error.status), work.spec), error);
  }
  const fetched = fetchedFile(message, work.plan);
  return fetched && explained(fetchFailure(fetched, error), error);
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
    help: 'add the system packages that its build misses to `dependencies.build`',
  };
}

interface FetchedFile {
  readonly url: string;
  readonly title: string;
  readonly locked: string;
  /** Where the lock or the user names it. */
  readonly span?: Span;
}

/** The planned file whose url or checksum the daemon's message names. */
function fetchedFile(message: string, plan: Plan): FetchedFile | undefined {
  const packages = plan.packages.flatMap(({ name, version, origin, span }) =>
    origin.from === 'url'
      ? [
          {
            url: origin.url,
            sha256: origin.sha256,
            title: `${name} ${version ?? ''}`.trim(),
            locked: 'lock',
            ...(span && { span }),
          },
        ]
      : [],
  );
  const system = Object.values(plan.system)
    .flatMap(({ files }) => files)
    .map(({ name, version, url, sha256 }) => ({
      url,
      sha256,
      title: `${name} ${version}`,
      locked: 'system_lock',
    }));
  return [...packages, ...system].find(
    ({ url, sha256 }) => message.includes(url) || message.includes(sha256),
  );
}

function fetchFailure(
  { url, title, locked, span }: FetchedFile,
  { status }: GatewayError,
): Diagnostic {
  const common = { severity: 'error', ...(span && { span }) } as const;
  if (/digest mismatch|checksum/i.test(status.message ?? '')) {
    return {
      code: 'checksum-mismatch',
      ...common,
      message: `the file of ${title} at ${url} is not the one that was locked: its checksum differs`,
      help: `make the ${locked} again if the file was replaced on purpose; else its server is not to be trusted`,
    };
  }
  const kind = failureKind(status);
  if (kind === 'missing') {
    return {
      code: 'file-gone',
      ...common,
      message: `the file of ${title} is gone from ${url}`,
      help: `make the ${locked} again, or map the url to a mirror that has the file with index.mirrors`,
    };
  }
  return {
    code: kind === 'denied' ? 'fetch-denied' : 'fetch-failed',
    ...common,
    message: `the file of ${title} could not be fetched from ${url}`,
    help: 'see that the builder reaches that server, and give the secret netrc or ca-certificates if it asks for them',
  };
}
