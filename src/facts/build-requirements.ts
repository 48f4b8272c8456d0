import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Distribution } from '../lock/model.ts';
import { readPylock } from '../lock/pylock/read-pylock.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import { buildSource } from '../plan/build-source.ts';
import type { Foundation, Plan, PlannedCompile } from '../plan/plan.ts';
import type { DeclaredRequirements } from '../plan/with-locked-builds.ts';
import { readBuildSystem } from '../python/build-system.ts';
import type { PythonTarget } from '../python/target.ts';
import type { LockedBuild, LockedFile } from '../system/grocker-lock.ts';
import type { FactSource } from './fact-source.ts';
import { failureWords, isFailure } from './failed-answer.ts';
import { parseToml } from './parse-toml.ts';
import { indexUnreachable } from './python-failure.ts';

/** What the directories that are compiled say themselves of their build requirements. */
export async function declaredRequirements(
  source: Pick<FactSource, 'files'>,
  { packages }: Pick<Plan, 'packages'>,
): Promise<DeclaredRequirements> {
  const directories = packages.flatMap((planned) =>
    planned.kind === 'compile' && planned.origin.from === 'context' ? [planned.origin.path] : [],
  );
  if (directories.length === 0) return new Map();
  const name = (path: string) => (path === '.' ? 'pyproject.toml' : `${path}/pyproject.toml`);
  const files = await source.files({ patterns: directories.map(name) });
  return new Map(
    directories.flatMap((path): [string, readonly string[]][] => {
      const text = files[name(path)];
      if (text === undefined) return [];
      const { buildSystem } = readBuildSystem(parseToml(new SourceText(name(path), text)));
      return [[path, buildSystem.requires.map((requirement) => requirement.text)]];
    }),
  );
}

/** What everything that has to be compiled is built with, asked of the build back ends. */
export async function buildRequirements(
  source: FactSource,
  { packages, ...foundation }: Pick<Plan, 'packages'> & Foundation,
  target: PythonTarget,
): Promise<readonly LockedBuild[]> {
  const compiled = packages.filter((planned) => planned.kind === 'compile');
  return Promise.all(
    compiled.map((planned) => requirementsOf(source, planned, foundation, target)),
  );
}

async function requirementsOf(
  source: FactSource,
  planned: PlannedCompile,
  foundation: Foundation,
  target: PythonTarget,
): Promise<LockedBuild> {
  const { span: _, role: _role, ...asked } = planned;
  const { platform, python, index } = foundation;
  const question = { platform, python: python.version, index, package: asked };
  const answer = await source.buildRequirements(question, foundation);
  if (isFailure(answer)) throw new DiagnosticError([failure(planned, failureWords(answer))]);
  const { static: requires, dynamic, lock } = readAnswer(answer);
  return {
    name: planned.name,
    source: buildSource(planned),
    requires,
    dynamic,
    wheels: lock === '' ? [] : lockedWheels(planned, lock, target),
  };
}

interface Answer {
  readonly static: readonly string[];
  readonly dynamic: readonly string[];
  readonly lock: string;
}

function readAnswer(answer: string): Answer {
  // steps/build-requirements.py is ours and writes exactly this.
  return JSON.parse(answer) as Answer;
}

function lockedWheels(
  planned: PlannedCompile,
  lock: string,
  target: PythonTarget,
): readonly LockedFile[] {
  const { distributions, diagnostics } = selectDistributions(
    readPylock(new SourceText('pylock.toml', lock)),
    { target, extras: [], groups: [], noBinary: [], onlyBinary: true },
  );
  const wheels = distributions.map((each) => lockedWheel(each));
  const problems = [
    ...diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ...wheels.filter((wheel) => typeof wheel === 'string'),
  ];
  if (problems.length > 0) {
    throw new DiagnosticError(problems.map((words) => failure(planned, words)));
  }
  return wheels.filter((wheel) => typeof wheel !== 'string');
}

/** Why it cannot be locked, where it cannot. */
function lockedWheel({ name, version, source }: Distribution): LockedFile | string {
  if (source.kind !== 'wheel' || version === null) {
    return `${name} is no wheel of an index`;
  }
  const { file, url, sha256, size } = source;
  return { name, version, file, url, sha256, ...(size !== undefined && { size }) };
}

function failure({ name, span }: PlannedCompile, words: string): Diagnostic {
  const told = words.replace(/^error: /, '').replaceAll(/\s*\n\s*(cause: )?/g, ': ');
  const isUnreachable = /error sending request|dns error|client error \(Connect\)/i.test(words);
  return {
    code: isUnreachable ? 'network-unreachable' : 'build-requirements',
    severity: 'error',
    message: `what ${name} is built with cannot be locked: ${told}`,
    ...(span && { span }),
    help: isUnreachable
      ? indexUnreachable
      : 'choose a version of it that has a wheel, or build requirements that have wheels',
  };
}
