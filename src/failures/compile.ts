import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { baseName } from '../paths/base-name.ts';
import { exitStatuses } from '../graph/agreed.ts';
import type { PlannedCompile } from '../plan/plan.ts';
import { isSourceArchive } from '../plan/promised-wheel.ts';
import { archiveTooLarge } from './archive-too-large.ts';
import type { Explanation } from './explained-failure.ts';
import type { FailedWork } from './failed-work.ts';
import { isScript, request, type Failure } from './failure.ts';
import type { BuildCause } from './build-log/build-cause.ts';
import { named } from './build-log/build-cause.ts';
import { decisiveLines, explainLog } from './build-log/explain-log.ts';
import { KILLED } from './killed.ts';
import { withOtherPythons } from './other-pythons.ts';
import { staleBuild } from './stale-lock.ts';
import { unreachableRemedy } from './unreachable.ts';

/** What is built, as far as it is known. */
type Built = Pick<PlannedCompile, 'name' | 'version' | 'span'>;

const { BAD_SOURCE, INCOMPLETE, NO_ANSWER, NO_NETWORK, NO_REPOSITORY } = exitStatuses;
const { NO_WHEELS, OTHER_PACKAGE, TOO_LARGE } = exitStatuses;

/** No wheel could be made of a source distribution, a repository or the project. */
export function compileFailure(
  { exitCode }: Failure,
  planned: PlannedCompile,
  { spec, log = '', python = '', wheels }: Pick<FailedWork, 'spec' | 'log' | 'python' | 'wheels'>,
): Explanation {
  if (exitCode === INCOMPLETE || exitCode === NO_WHEELS) {
    if (planned.requirements !== undefined) return { diagnostic: staleBuild(planned, spec) };
    return { diagnostic: unknownBuild(planned, spec), causes: ['built-with'] };
  }
  if (exitCode === OTHER_PACKAGE) return { diagnostic: otherPackage(planned, spec, log) };
  if (exitCode === TOO_LARGE) return { diagnostic: tooLarge(planned, spec) };
  if (exitCode === BAD_SOURCE) return { diagnostic: refusedSource(planned, spec, log) };
  const { name, origin } = planned;
  const span = spanOf(planned, spec);
  const isOwn = origin.from === 'context' && !/\.(?:tar\.\w+|tgz|zip)$/.test(origin.path);
  const { family, image } = spec.runtime;
  const built = { name, version: planned.version, python, family, image, isOwn };
  const said = exitCode === KILLED ? `SIGKILL\n${log}` : log;
  const own = explainLog(said, built) ?? unknownCause(said, name, exitCode, isOwn);
  const cause = withOtherPythons(own, wheels, python, family);
  return {
    ...(planned.asks === true && { causes: ['compiler'] }),
    diagnostic: {
      code: 'compile-failed',
      severity: 'error',
      message: `no wheel of ${named(built)} could be made (exit code ${exitCode ?? '?'}): ${cause.told}`,
      ...(span && { span }),
      help: cause.help,
    },
  };
}

/** The build requirements of a package could not be fetched: its source cannot be read, or the index did not answer. */
export function buildEnvironmentFailure(
  { exitCode }: Failure,
  planned: Built,
  { spec }: Pick<FailedWork, 'spec'>,
): Explanation | undefined {
  if (exitCode === TOO_LARGE) return { diagnostic: tooLarge(planned, spec) };
  if (exitCode === BAD_SOURCE) return { diagnostic: refusedSource(planned, spec, '') };
  if (exitCode !== NO_ANSWER) return undefined;
  const span = spanOf(planned, spec);
  return {
    diagnostic: {
      code: 'network-unreachable',
      severity: 'error',
      message: `the build requirements of ${planned.name} could not be fetched: the index did not answer; see the step's log`,
      ...(span && { span }),
      help: unreachableRemedy('connection', 'the index'),
    },
  };
}

/** The same if a source was only asked for its metadata, before anything is planned: only its file is known. */
export function queriedEnvironmentFailure(
  failure: Failure,
  work: Pick<FailedWork, 'spec'>,
): Explanation | undefined {
  if (!isScript(failure, 'fetch-build-environment.py')) return undefined;
  const { source } = request(failure);
  const name =
    typeof source === 'string' && isSourceArchive(source) ? baseName(source) : 'a package';
  return buildEnvironmentFailure(failure, { name, version: null }, work);
}

/** It is then tried again, resolving the requirements step by step (src/build/retry.ts). */
function unknownBuild(planned: PlannedCompile, spec: FailedWork['spec']): Diagnostic {
  const span = spanOf(planned, spec);
  return {
    code: 'build-requirements',
    severity: 'error',
    message: `building ${planned.name} needs more than wheels; the step's log shows its requirements`,
    ...(span && { span }),
    help: 'Make sure that the index has its build requirements, or choose a version of it that has a wheel.',
  };
}

function otherPackage(planned: PlannedCompile, spec: FailedWork['spec'], log: string): Diagnostic {
  const span = spanOf(planned, spec);
  const { name, version } = planned;
  const made = /its source makes (\S+\.whl)/.exec(log)?.[1];
  return {
    code: 'other-package',
    severity: 'error',
    message: `the source of ${version === null ? name : `${name} ${version}`} makes ${made ?? 'the wheel of another package or version'}`,
    ...(span && { span }),
    help: 'Create the lock again, and review who changed it; nothing of the wheel is installed.',
  };
}

/** Its archive leads out of itself or is damaged, or its pyproject.toml says nothing: the step says which. */
function refusedSource(planned: Built, spec: FailedWork['spec'], log: string): Diagnostic {
  const span = spanOf(planned, spec);
  const reason = /^grocker: (its .+|`.+|'.+)$/m.exec(log)?.[1] ?? 'the log of the step says why';
  return {
    code: 'source-refused',
    severity: 'error',
    message: `the source of ${named(planned)} is refused: ${reason}`,
    ...(span && { span }),
    help: 'Choose another version of it; if it was fetched, review who changed it.',
  };
}

function tooLarge(planned: Built, spec: FailedWork['spec']): Diagnostic {
  const { name, version } = planned;
  const subject = `the source of ${version === null ? name : `${name} ${version}`}, or a wheel that it is built with,`;
  return archiveTooLarge(subject, spanOf(planned, spec));
}

function spanOf(planned: Pick<PlannedCompile, 'span'>, spec: FailedWork['spec']) {
  return planned.span ?? spec.release?.span ?? spec.project?.span;
}

/** The cause if no row knows the log: its decisive lines, or a reference to the log above. */
function unknownCause(
  log: string,
  name: string,
  exitCode: number | undefined,
  isOwn: boolean,
): BuildCause {
  if (exitCode === NO_REPOSITORY) {
    return {
      told: 'it takes its version from git, but there is no repository or no git',
      help: `Add git to \`dependencies.build\`, and make sure that the context has its .git, or give its version with \`compile: {${name}: {envs: …}}\`.`,
    };
  }
  if (exitCode === NO_NETWORK) {
    return {
      told: log === '' ? 'its log says why' : decisiveLines(log),
      help: `Give its build a network with \`compile: {${name}: {network: true}}\` if that is what it lacks.`,
    };
  }
  return {
    told: log === '' ? 'its log says why' : decisiveLines(log),
    help: isOwn
      ? 'See its log above, and add what its build lacks.'
      : 'See its log above: choose a version that has a wheel, or give its build what it lacks (`compile`).',
  };
}
