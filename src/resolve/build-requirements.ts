import * as z from 'zod/mini';
import { stepAnswer } from '../facts/step-answer.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { Distribution } from '../lock/model.ts';
import { readPylock } from '../lock/formats/pylock/read-pylock.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import { buildSource } from '../plan/build-source.ts';
import type { Foundation, Plan, PlannedCompile, PlannedPackage } from '../plan/plan.ts';
import { compiledRequirement, wheelRequirement } from '../plan/planned-requirement.ts';
import type { DeclaredRequirements } from '../plan/with-locked-builds.ts';
import { buildSystemPlace } from './build-system-place.ts';
import { isPythonAlone } from './python-alone.ts';
import { readBuildSystem } from '../python/build-system.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Spec } from '../spec/spec.ts';
import type { LockedBuild, LockedFile, LockedSource } from '../system/grocker-lock.ts';
import { unbuiltOf, type BuiltWith } from '../facts/built-first.ts';
import { SourceFailure } from '../facts/source-failure.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { failureWords, isFailure } from '../facts/failed-answer.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { explainFailure } from '../failures/explain-failure.ts';
import { unreachable, unreachableBy } from '../failures/unreachable.ts';
import { indexFileUrls, refuseCredentials } from '../project/url-credentials.ts';

/** The build requirements that the compiled directories declare themselves. */
export async function declaredRequirements(
  source: Pick<FactSource, 'files'>,
  { packages }: Pick<Plan, 'packages'>,
): Promise<DeclaredRequirements> {
  const directories = packages.flatMap((planned) =>
    planned.kind === 'compile' && planned.origin.from === 'context' ? [planned.origin.path] : [],
  );
  if (directories.length === 0) return new Map();
  const name = (path: string) => joinPath(path, 'pyproject.toml');
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

/** The build requirements of everything to compile, including themselves, from the build back ends. */
export async function buildRequirements(
  source: FactSource,
  spec: Spec,
  { packages, ...foundation }: Pick<Plan, 'packages'> & Foundation,
  target: PythonTarget,
): Promise<readonly LockedBuild[]> {
  const question = { source, spec, foundation, target };
  const builds = new Map<string, LockedBuild>();
  let unknown = packages.filter((planned) => planned.kind === 'compile');
  while (unknown.length > 0) {
    const answers = await Promise.all(
      unknown.map((planned) => requirementsOf(question, planned, builds, [])),
    );
    for (const build of answers) builds.set(key(build), build);
    const named = answers
      .flatMap((build) => build.compiled)
      .map((each) => compiledRequirement(spec, each))
      .map((planned) => [keyOf(planned), planned] as const);
    unknown = [...new Map(named.filter(([name]) => !builds.has(name))).values()];
  }
  return [...builds.values()];
}

/**
 * The answer to a question about Python packages. Requirements that a source needs before it can be asked are built.
 */
export function pythonLock(question: BuildQuestion, asked: PythonLockQuestion): Promise<string> {
  const { source, foundation } = question;
  return answeredWithBuilds(question, [], [], (builtWith) =>
    source.pythonLock({ ...asked, ...builtWith }, foundation),
  );
}

/**
 * Asks again as long as an answer names a source that is built with what has to be built itself.
 *
 * @param open builds that wait for the answer.
 * @param packages requirements of the query itself.
 */
async function answeredWithBuilds(
  question: BuildQuestion,
  open: readonly string[],
  packages: readonly PlannedPackage[],
  ask: (known: { readonly builtWith?: readonly BuiltWith[] }) => Promise<string>,
): Promise<string> {
  const builtWith: BuiltWith[] = [];
  for (;;) {
    const answer = await ask(builtWith.length === 0 ? {} : { builtWith }).catch(
      (error: unknown) => {
        const known = [...packages, ...builtWith.flatMap(({ requirements }) => requirements)];
        throw explainedFailure(question, error, known);
      },
    );
    const unbuilt = unbuiltOf(answer);
    if (unbuilt === undefined) return answer;
    const planned: PlannedCompile = { ...unbuilt, role: 'dependency' };
    const source = buildSource(planned);
    if (open.includes(keyOf(planned)) || builtWith.some((each) => each.source === source)) {
      throw new DiagnosticError([failure(planned, 'its build requires the package itself')]);
    }
    const builds = new Map<string, LockedBuild>();
    const build = await requirementsOf(question, planned, builds, open);
    const requirements = await compiledFirst(
      question,
      planned,
      requirementsIn(build),
      builds,
      open,
    );
    builtWith.push({ source, requirements });
  }
}

/** A failure of the engine, in the user's words where it is known which file or source it is about. */
function explainedFailure(
  { spec, foundation: { system } }: BuildQuestion,
  error: unknown,
  packages: readonly PlannedPackage[],
): Error {
  const told = error instanceof SourceFailure ? error.cause : error;
  const span = spec.release?.span ?? spec.packages[0]?.span ?? spec.project?.span;
  const place = span && { span };
  const asked: readonly PlannedCompile[] =
    error instanceof SourceFailure ? [{ ...error.asked, role: 'dependency', ...place }] : [];
  const explained = explainFailure(told, { spec, packages: [...asked, ...packages], system });
  return explained ?? (told instanceof Error ? told : new Error(String(told)));
}

function requirementsIn({ wheels, compiled }: LockedBuild): readonly LockedRequirement[] {
  return [
    ...wheels.map((wheel) => ({ wheel })),
    ...compiled.map((source) => ({ compiled: source })),
  ];
}

export interface BuildQuestion {
  readonly source: FactSource;
  readonly spec: Spec;
  readonly foundation: Foundation;
  readonly target: PythonTarget;
}

function key({ name, source }: Pick<LockedBuild, 'name' | 'source'>): string {
  return `${name} ${source}`;
}

function keyOf(planned: PlannedCompile): string {
  return key({ name: planned.name, source: buildSource(planned) });
}

/** @param open what waits for this answer: a package among its own build requirements cannot be built. */
async function requirementsOf(
  question: BuildQuestion,
  planned: PlannedCompile,
  builds: Map<string, LockedBuild>,
  open: readonly string[],
): Promise<LockedBuild> {
  const { source, spec, foundation, target } = question;
  const { span: _, role: _role, declared: _declared, requirements: _known, ...asked } = planned;
  const { platform, python, index } = foundation;
  const ask = async (requirements?: readonly PlannedPackage[]) => {
    const known = {
      ...{ platform, python: python.version, index },
      package: requirements === undefined ? asked : { ...asked, requirements },
    };
    const waiting = [...open, keyOf(planned)];
    const packages = [planned, ...(requirements ?? [])];
    const answer = await answeredWithBuilds(question, waiting, packages, (builtWith) =>
      source.buildRequirements({ ...known, ...builtWith }, foundation),
    );
    if (isFailure(answer)) {
      const span = await buildSystemPlace(source, planned);
      const placed = { ...planned, ...(span && { span }) };
      throw new DiagnosticError([failure(placed, failureWords(answer))]);
    }
    return stepAnswer('build-requirements.py', buildAnswer, answer);
  };
  const locked = ({ lock }: { readonly lock: string }) =>
    lock === '' ? [] : lockedRequirements(planned, lock, target);
  // In parallel with the query of its build, which takes longer.
  const pure = isPythonAlone(source, spec, planned, foundation);
  let answer = await ask();
  if (answer.dynamic === null) {
    // Its back end runs only with what must be compiled first.
    const first = locked(answer);
    answer = await ask(await compiledFirst(question, planned, first, builds, open));
  }
  const found = locked(answer);
  return {
    name: planned.name,
    source: buildSource(planned),
    ...((await pure) && { pure: true }),
    requires: answer.static,
    dynamic: answer.dynamic ?? [],
    wheels: found.flatMap(({ wheel }) => wheel ?? []),
    compiled: found.flatMap(({ compiled }) => compiled ?? []),
  };
}

/** Build requirements as a plan has them, with everything that the compiled ones are built with. */
async function compiledFirst(
  question: BuildQuestion,
  planned: PlannedCompile,
  requirements: readonly LockedRequirement[],
  builds: Map<string, LockedBuild>,
  open: readonly string[],
): Promise<readonly PlannedPackage[]> {
  const { spec } = question;
  const waiting = [...open, keyOf(planned)];
  // It has no line of its own: the place is that of the requirement.
  const span = planned.span ?? spec.release?.span ?? spec.project?.span;
  const place = span && { span };
  const packages: PlannedPackage[] = [];
  for (const { wheel, compiled } of requirements) {
    if (wheel !== undefined) packages.push({ ...wheelRequirement(spec, wheel), ...place });
    if (compiled === undefined) continue;
    const each = { ...compiledRequirement(spec, compiled), ...place };
    if (waiting.includes(keyOf(each))) {
      throw new DiagnosticError([
        failure(planned, `it is built with ${each.name}, which needs it`),
      ]);
    }
    const build =
      builds.get(keyOf(each)) ?? (await requirementsOf(question, each, builds, waiting));
    builds.set(keyOf(each), build);
    const own = requirementsIn(build);
    const requirements = await compiledFirst(question, each, own, builds, waiting);
    packages.push({ ...each, requirements });
  }
  return packages;
}

const buildAnswer = z.object({
  static: z.array(z.string()),
  /** null: not known before the packages are compiled that have no wheel in `lock`. */
  dynamic: z.nullable(z.array(z.string())),
  lock: z.string(),
});

/** One requirement as grocker.lock has it. */
type LockedRequirement =
  | { readonly wheel: LockedFile; readonly compiled?: undefined }
  | { readonly compiled: LockedSource; readonly wheel?: undefined };

function lockedRequirements(
  planned: PlannedCompile,
  lock: string,
  target: PythonTarget,
): readonly LockedRequirement[] {
  const { distributions, diagnostics } = selectDistributions(
    readPylock(new SourceText('pylock.toml', lock)),
    { target, extras: [], groups: [], noBinary: [], onlyBinary: [] },
  );
  refuseCredentials(indexFileUrls(distributions, () => planned.span));
  const found = distributions.map((each) => lockedRequirement(each));
  const problems = [
    ...diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ...found.filter((requirement) => typeof requirement === 'string'),
  ];
  if (problems.length > 0) {
    throw new DiagnosticError(problems.map((words) => failure(planned, words)));
  }
  return found.filter((requirement) => typeof requirement !== 'string');
}

/** The requirement as grocker.lock has it, or a text that says why it cannot be locked. */
function lockedRequirement({ name, version, source }: Distribution): LockedRequirement | string {
  const known = { name, ...(version !== null && { version }) };
  const within = 'subdirectory' in source && { subdirectory: source.subdirectory };
  switch (source.kind) {
    case 'wheel': {
      if (version === null) return `the wheel of ${name} has no version`;
      const { file, url, sha256, size } = source;
      return { wheel: { name, version, file, url, sha256, ...(size !== undefined && { size }) } };
    }
    case 'sdist': {
      const { file, url, sha256, size } = source;
      const located = { file, url, sha256, ...(size !== undefined && { size }) };
      return { compiled: { ...known, ...located, ...within } };
    }
    case 'git': {
      const { url, commit } = source;
      return { compiled: { ...known, url, commit, ...within } };
    }
    case 'directory':
    case 'file':
    case 'unlocated':
    case 'unavailable':
      return `${name} is neither a file of an index or url nor a commit of a repository`;
  }
}

function failure({ name, span }: PlannedCompile, words: string): Diagnostic {
  const told = words.replace(/^error: /, '').replaceAll(/\s*\n\s*(cause: )?/g, ': ');
  const how = unreachableBy(words);
  if (how !== undefined) {
    const doing = `the build requirements of ${name} cannot be locked`;
    return unreachable(how, { doing, server: 'the index', words: told, span });
  }
  return {
    code: 'build-requirements',
    severity: 'error',
    message: `the build requirements of ${name} cannot be found: ${told}`,
    ...(span && { span }),
    help: 'Correct the names and versions of its build requirements, or make sure that the index has them; if one of them has to be compiled, add the system packages that it needs to `dependencies.build`.',
  };
}
