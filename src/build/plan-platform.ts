import { setImmediate } from 'node:timers/promises';
import grocker from '../../package.json' with { type: 'json' };
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FactSource, PythonLockQuestion, ResolutionProgress } from '../facts/fact-source.ts';
import type { Unbuilt } from '../facts/built-first.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { explainFailure } from '../failures/explain-failure.ts';
import type { LockIndexes } from '../lock/selection.ts';
import type { Distribution } from '../lock/model.ts';
import { unpinnedRequirements } from '../lock/formats/requirements/unpinned-requirements.ts';
import { foreignCompilers, foreignPackages, foreignPrograms } from '../plan/foreign-programs.ts';
import { makeFoundation, NO_SYSTEM } from '../plan/make-foundation.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Foundation, Platform } from '../plan/plan.ts';
import { withCompiler, withPythonAlone } from '../plan/python-alone.ts';
import { withBuilds, withLockedBuilds } from '../plan/with-locked-builds.ts';
import { application, checkGroupPythons, checkRequiresPython } from '../project/application.ts';
import { checkIsolation } from '../project/check-isolation.ts';
import { withContextLinks } from '../project/context-links.ts';
import { directoryBuilds } from '../project/directory-builds.ts';
import { refuseHidden } from '../project/hidden-files.ts';
import type { ProjectFiles } from '../project/project.ts';
import { projectFiles } from '../project/project-files.ts';
import { withMatchedVersions, withProjectSettings } from '../project/with-project-settings.ts';
import { withoutPackage } from '../project/unpackaged.ts';
import { definitionUrls, lockIndexUrls, refuseCredentials } from '../project/url-credentials.ts';
import { buildRequirements, declaredRequirements } from '../resolve/build-requirements.ts';
import { distributions } from '../resolve/distributions.ts';
import { withoutLockedPatch } from '../resolve/locked-patch.ts';
import { lockedAnswers } from '../resolve/locked-answers.ts';
import { lockedPaths, lockedSelection, lockWarnings } from '../resolve/locked-distributions.ts';
import { pinnedFiles, withHashes } from '../resolve/pinned-files.ts';
import { builtOnPythonAlone } from '../resolve/python-alone.ts';
import { readLocks } from '../resolve/read-locks.ts';
import { runtimeBase } from '../resolve/runtime-base.ts';
import { withSuitableRuntime } from '../resolve/suitable-runtime.ts';
import { lockedReference, systemLock } from '../resolve/system-lock.ts';
import { baseVariable, readBaseImageConfig } from '../result/oci-image.ts';
import type { Spec } from '../spec/spec.ts';
import type { PlannedImage } from '../targets/planned.ts';
import type { ReadBefore } from './prefetch-wheels.ts';

/** The locks to use, and callbacks while a plan is made. */
export interface PlanSettings {
  readonly locks?: 'used' | 'made';
  readonly builds?: 'asked';
  readonly compiler?: 'always';
  readonly foreign?: { readonly host: Platform; readonly target: string };
  readonly found?: (spec: Spec, files: ProjectFiles) => void;
  readonly meanwhile?: (known: ReadBefore, question: Promise<unknown>) => Promise<void>;
  readonly asking?: (
    foundation: Foundation,
    question: Promise<unknown>,
    compiles?: () => boolean,
  ) => Promise<void>;
  readonly built?: (
    spec: Spec,
    foundation: Foundation,
    source: Unbuilt,
  ) => Promise<string | undefined>;
  readonly unbuilt?: (
    spec: Spec,
    foundation: Foundation,
    source: Unbuilt,
    metadata: Promise<unknown>,
  ) => Promise<void>;
  readonly assumed?: (lock: AssumedLock, metadata: Promise<unknown>) => Promise<void>;
}

/** The answer to a question of Python packages if some of them require nothing. */
export interface AssumedLock {
  readonly question: PythonLockQuestion;
  readonly lock: string;
}

/** Explains a failure while no package is known yet. */
function unplanned(spec: Spec): (error: unknown) => never {
  return (error) => {
    throw explainFailure(error, { packages: [], system: NO_SYSTEM, spec }) ?? error;
  };
}

/**
 * The part of a build that needs answers, for one platform; they come only through `facts`.
 *
 * @param settings.locks whether the locks that `grocker lock` makes answer first, or are to be made and so do not count.
 * @param settings.builds queries all build requirements before anything is built, if no lock has them.
 * @param settings.compiler has a compiler for everything that is built, even if its files show no need of one.
 * @param settings.foreign the builder's own platform, if it runs no programs of `platform`; and what is to be made.
 * @param settings.found called when it is known what the files of the context say.
 * @param settings.meanwhile called with what is known while `question` is under way; never rejects.
 * @param settings.asking called with a foundation while `question` of Python packages is under way, and whether something
 *   is compiled whatever its answer is; never rejects.
 * @param settings.built called for the METADATA of a source's wheel, which it builds if it may; never rejects.
 * @param settings.unbuilt called with a source while its own build is asked for its metadata; never rejects.
 * @param settings.assumed called with the lock that sources without requirements lead to, while their metadata is read;
 *   never rejects.
 */
export async function planPlatform(
  facts: FactSource,
  written: Spec,
  platform: Platform,
  {
    locks = 'used',
    builds,
    compiler,
    foreign,
    found,
    meanwhile,
    asking,
    built: builtNow,
    unbuilt,
    assumed,
  }: PlanSettings = {},
): Promise<PlannedImage> {
  refuseCredentials(definitionUrls(written));
  const all = await projectFiles(facts, written);
  const asRead = locks === 'used' ? all : { ...all, ownPylocks: [] };
  const unpackaged = withoutPackage(written, asRead);
  if (unpackaged.spec.project !== undefined && asRead.project !== undefined) {
    const ignored = await facts.ignoreFile();
    if (ignored) refuseHidden(asRead.project, ignored);
  }
  const settled = withProjectSettings(unpackaged.spec, asRead);
  const files = { ...asRead, constraints: settled.constraints };
  const suited = foreign?.host ?? platform;
  const suiting = withSuitableRuntime(facts, settled.spec, suited, files, asking);
  const { spec, remarks } = await suiting.catch(unplanned(settled.spec));
  if (foreign) refuse(foreignPrograms(spec, foreign.target, platform, foreign.host));
  found?.(spec, files);
  const locked =
    locks === 'used'
      ? systemLock(files.texts, { ...spec, ...spec.root.debugged }, platform)
      : undefined;
  const host = foreign?.host;
  const isLocking = foreign?.target === 'lock';
  const reference = host && locked && lockedReference(files.texts, spec, host);
  const runtime = runtimeBase(
    facts,
    spec,
    platform,
    locked,
    host && { host, reference, isLocked: isLocking },
  ).catch(unplanned(spec));
  // Runs while the engine answers: one turn later, when the request has been sent.
  const reading = setImmediate().then(() => readLocks(facts, files, argumentValues(spec)));
  void reading.then(
    (read) => meanwhile?.({ spec, files, locks: read }, runtime),
    () => undefined,
  );
  const [{ base, system, python, host: beside }, read] = await Promise.all([runtime, reading]);
  checkRequiresPython(spec, files, python.target);
  checkGroupPythons(spec, files, python.target);
  const foundation = withLockIndexes(
    makeFoundation(spec, {
      platform,
      base: base.reference,
      python,
      system,
      ...(beside && { host: beside }),
    }),
    read.length > 0 ? lockedSelection(read, spec, files, python.target).indexes : undefined,
    files.locks,
  );
  if (foreign && !isLocking) refuse(foreignPackages(foundation, spec, foreign.host));
  const answers = locked === undefined ? facts : lockedAnswers(facts, locked, files.locks);
  // Not where the graph builds in another way than on Python alone and with what the build asks for.
  const buildsNow = builds === undefined && compiler === undefined;
  const told = withProgress(answers, (question) => ({
    ...(buildsNow && builtNow && { built: (source) => builtNow(spec, foundation, source) }),
    reading: (...source) => void unbuilt?.(spec, foundation, ...source),
    assuming: (lock, metadata) => void assumed?.({ question, lock }, metadata),
  }));
  const choosing = distributions(told, spec, files, read, foundation, python.target);
  void asking?.(foundation, choosing, () => compiles(spec, files));
  const installed = await choosing.catch((error: unknown) => {
    const paths = () => lockedPaths(lockedSelection(read, spec, files, python.target));
    const work = { packages: [], system: foundation.system, spec, paths };
    throw explainFailure(error, work) ?? error;
  });
  const baseConfig = readBaseImageConfig(base.config);
  const pinned = await pinnedFiles(facts, spec, foundation, locked);
  const hashed = withHashes(spec, pinned);
  const made = makePlan(withMatchedVersions(hashed, installed), {
    grockerVersion: grocker.version,
    foundation,
    basePath: baseVariable(baseConfig, 'PATH') ?? '/usr/local/bin:/usr/bin:/bin',
    distributions: installed,
    directories: await directoryBuilds(facts, installed),
    assets: pinned.references,
    application: application(spec, files, installed),
  });
  checkIsolation(spec, files, made);
  const asksFiles = locked === undefined && compiler === undefined;
  const [{ plan: linked, remarks: broken }, onPythonAlone] = await Promise.all([
    withContextLinks(facts, spec, made),
    asksFiles ? builtOnPythonAlone(facts, spec, made.packages, foundation) : new Set<string>(),
  ]);
  const planned = withPythonAlone(linked, onPythonAlone);
  const built =
    locked !== undefined
      ? withLockedBuilds(spec, planned, locked, await declaredRequirements(facts, planned))
      : builds === 'asked'
        ? withBuilds(spec, planned, await buildRequirements(facts, spec, planned, python.target))
        : planned;
  const plan = compiler === undefined ? built : withCompiler(built);
  if (foreign) refuse(foreignCompilers(plan, foreign.host));
  const { created } = baseConfig;
  // grocker.lock has the answers for what a requirements file leaves open.
  const open =
    locks === 'used' && locked === undefined ? unpinnedRequirements(read, python.target) : [];
  return {
    ...{ spec: hashed, pinned, plan, base: baseConfig, target: python.target, system, files },
    lockedWheels: lockedWheels(installed),
    remarks: [
      ...(files.remarks ?? []),
      ...unpackaged.remarks,
      ...settled.remarks,
      ...withoutLockedPatch(remarks, files.locks),
      ...lockWarnings(read, spec, files, python.target),
      ...open,
      ...broken,
    ],
    ...(locked !== undefined && created !== undefined && { created }),
  };
}

/** Whether it is known before any package is chosen that something needs a compiler: builds have packages of their own, or the project asks for it. */
function compiles(spec: Spec, files: ProjectFiles): boolean {
  if (spec.dependencies.build.length > 0) return true;
  return spec.project !== undefined && application(spec, files, []).needsCompiler;
}

/** A source that tells what it waits for while it resolves. */
function withProgress(
  source: FactSource,
  progress: (question: PythonLockQuestion) => ResolutionProgress,
): FactSource {
  return {
    ...source,
    pythonLock: (asked, on) => source.pythonLock(asked, on, progress(asked)),
  };
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
}

/** With the indexes that a lock names itself, for what builds need is looked for there too. */
function withLockIndexes(
  foundation: Foundation,
  indexes: LockIndexes | undefined,
  locks: readonly SourceText[],
): Foundation {
  if (indexes === undefined || (indexes.url === undefined && indexes.extra.length === 0)) {
    return foundation;
  }
  refuseCredentials(lockIndexUrls(indexes, locks));
  const { index } = foundation;
  const url = index.url ?? indexes.url;
  const extra = [...new Set([...index.extra, ...indexes.extra])];
  return { ...foundation, index: { ...index, ...(url !== undefined && { url }), extra } };
}

/** The wheels that a lock lists for packages of which an sdist is built. */
function lockedWheels(installed: readonly Distribution[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    installed.flatMap(({ name, source }) =>
      source.kind === 'sdist' && source.otherWheels ? [[name, source.otherWheels] as const] : [],
    ),
  );
}

/** Declared build arguments, which requirements files may name as pip's may name environment variables. */
function argumentValues({ args }: Spec): Readonly<Record<string, string>> {
  return Object.fromEntries(args.map(({ name, value }) => [name, value]));
}
