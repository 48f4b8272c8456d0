import { GatewayError } from '../gateway/gateway-error.ts';
import { everyPackage } from '../plan/every-package.ts';
import { baseImageFailure } from './base-image.ts';
import { buildEnvironmentFailure, compileFailure, queriedEnvironmentFailure } from './compile.ts';
import { ExplainedFailure, type Explanation } from './explained-failure.ts';
import { workOf, type FailedWork, type Work } from './failed-work.ts';
import { isScript, readFailure, request, type Failure } from './failure.ts';
import { fetchFailure } from './fetch.ts';
import { repositoryFailure } from './git-repository.ts';
import { pullFailure } from './image.ts';
import { foreignPackage } from './foreign-package.ts';
import { installFailure } from './install.ts';
import { killed } from './killed.ts';
import { missingPath } from './missing-path.ts';
import { failedStep } from './step.ts';
import { resolverFailure } from './resolver.ts';
import { systemSetting } from './system-setting.ts';
import { unpackFailure } from './unpack.ts';
import { verifyFailure } from './checksum-mismatch.ts';

/**
 * Explains a failure of the daemon in the user's words; undefined if there is nothing to add. The vertex that
 * failed and its exit status come first, then the operation that the daemon names, and its own words last.
 */
export function explainFailure(error: unknown, work: FailedWork): ExplainedFailure | undefined {
  if (!(error instanceof GatewayError)) return undefined;
  const failure = readFailure(error);
  const made = (work.graph && workOf(work.graph, failure.digest)) ?? compiledBy(failure, work);
  const found = (made && byVertex(failure, made, work)) ?? byOperation(failure, work);
  return found && new ExplainedFailure(found.diagnostic, error, found.causes);
}

/** A package that several vertices build is identified by the request of its script. */
function compiledBy(failure: Failure, { packages }: FailedWork): Work | undefined {
  if (!isScript(failure, 'compile.py')) return undefined;
  const { name } = request(failure);
  const planned = everyPackage(packages).find(
    (each) => each.kind === 'compile' && each.name === name,
  );
  return planned && { kind: 'make', planned };
}

function byVertex(failure: Failure, made: Work, work: FailedWork): Explanation | undefined {
  if (failure.kind !== 'process') return undefined;
  switch (made.kind) {
    case 'verify':
      return verifyFailure(failure, made.planned);
    case 'make':
      return made.planned.kind === 'compile'
        ? compileFailure(failure, made.planned, work)
        : undefined;
    case 'built-with':
      return made.planned.kind === 'compile'
        ? buildEnvironmentFailure(failure, made.planned, work)
        : undefined;
    case 'step':
      return { diagnostic: failedStep(made.planned, failure.exitCode, work.log) };
  }
}

function byOperation(failure: Failure, work: FailedWork): Explanation | undefined {
  return (
    missingPath(failure, work) ??
    baseImageFailure(failure, work.spec) ??
    systemSetting(failure, work.spec) ??
    foreignPackage(failure, work) ??
    pullFailure(failure, work.spec) ??
    repositoryFailure(failure, work.packages) ??
    fetchFailure(failure, work) ??
    unpackFailure(failure, work.spec) ??
    killed(failure) ??
    resolverFailure(failure, work.spec) ??
    installFailure(failure, work) ??
    queriedEnvironmentFailure(failure, work)
  );
}
