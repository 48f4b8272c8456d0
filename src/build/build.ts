import { setImmediate } from 'node:timers/promises';
import grocker from '../../package.json' with { type: 'json' };
import { nextAttempt, portsOf, type Attempt } from './retry.ts';
import type { BuildPorts } from './build-ports.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { copyEarly } from './prefetch-files.ts';
import { fetchEarly, type ReadBefore } from './prefetch-wheels.ts';
import { declaredRequirements } from '../resolve/build-requirements.ts';
import { application, checkRequiresPython } from '../project/application.ts';
import { checkPackage } from '../project/check-package.ts';
import { directoryBuilds } from '../project/directory-builds.ts';
import { distributions } from '../resolve/distributions.ts';
import { EngineFacts } from '../facts/engine-facts.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { lockedAnswers } from '../resolve/locked-answers.ts';
import { projectFiles, type ProjectFiles } from '../project/project.ts';
import { FactRecorder } from '../facts/recorded-facts.ts';
import { readLocks } from '../resolve/read-locks.ts';
import { runtimeBase, type RuntimeBase } from '../resolve/runtime-base.ts';
import { withSuitableRuntime } from '../resolve/suitable-runtime.ts';
import { systemLock } from '../resolve/system-lock.ts';
import { constraintUrls, definitionUrls, refuseCredentials } from '../project/url-credentials.ts';
import { fetchFailure } from '../failures/fetch.ts';
import { graph } from '../graph/graph.ts';
import type { Output } from '../llb/llb.ts';
import { sorted } from '../llb/sorted.ts';
import { unpinnedRequirements } from '../lock/formats/requirements/unpinned-requirements.ts';
import { makeFoundation } from '../plan/make-foundation.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan, Platform } from '../plan/plan.ts';
import { withLockedBuilds } from '../plan/with-locked-builds.ts';
import type { PythonTarget } from '../python/target.ts';
import { baseVariable, readBaseImageConfig, type BaseImageConfig } from '../result/oci-image.ts';
import { parseSpec, type ParseOptions } from '../spec/parse-spec.ts';
import type { Spec } from '../spec/spec.ts';
import { buildTarget } from '../targets/targets.ts';

/** What was asked for and is no part of the plan. */
export interface BuildRequest {
  /** A stage, or the name of a service. */
  readonly target: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** What a target gives for one platform. */
export interface Built {
  readonly platform: Platform;
  readonly output: Output;
  /** OCI image configuration, JSON; absent where the target is files and no image. */
  readonly config?: string;
  /** The time of an image whose system is locked, in seconds since 1970. */
  readonly created?: number;
  readonly warnings: readonly Diagnostic[];
}

/** Targets that need no file of a lock, and more that need no file of the application. */
const withoutWheels = ['plan', 'root', 'compiler'];
const withoutFiles = [...withoutWheels, 'wheels', 'application'];

/** The way of a build: read what was written, ask what must be known, plan, make the graph, run it. */
export async function build(
  given: BuildPorts,
  request: BuildRequest,
  platform: Platform,
  attempt: Attempt = { refresh: false, fetch: 'daemon' },
): Promise<Built> {
  const asked = new Map<string, Output>();
  const ports = remembering(portsOf(given, attempt), asked);
  const facts = new FactRecorder(new EngineFacts(ports, attempt.refresh));
  const { target, buildArgs: args } = request;
  const written = await readSpec(facts, { target, args });
  try {
    const planned = await planPlatform(facts, written, platform, {
      ...(!withoutFiles.includes(target) && {
        found: (spec) => {
          copyEarly(ports, platform, spec);
        },
      }),
      ...(!withoutWheels.includes(target) && {
        meanwhile: (known, question) => fetchEarly(ports, platform, known, question),
      }),
    });
    const { plan } = planned;
    const context = {
      ...ports.steps(platform),
      foundation: plan,
      base: ports.base(plan.base.reference, platform),
      contextFiles: ports.contextFiles,
    };
    const stages = graph(context, plan);
    // Answers come in any order, and another order were another graph.
    const answers = sorted([...asked], ([digest]) => digest).map(([, answer]) => answer);
    const planning = { ...planned, stages, answers, facts: facts.facts() };
    const built = await buildTarget(ports, request, planning);
    const { created, remarks } = planned;
    const warnings = [...remarks, ...built.warnings];
    return { ...built, warnings, ...(created !== undefined && { created }) };
  } catch (error) {
    const next = nextAttempt(error, attempt);
    if (next === undefined) throw error;
    return build(given, request, platform, next);
  }
}

/** The same ports, which put every output that a file is read of into `asked`, by the digest of its vertex. */
function remembering(ports: BuildPorts, asked: Map<string, Output>): BuildPorts {
  return {
    ...ports,
    readFile: (output, path) => {
      const digest = ports.digest(output);
      if (digest !== undefined) asked.set(digest, output);
      return ports.readFile(output, path);
    },
  };
}

/** @throws DiagnosticError with every mistake of grocker.yml. */
export async function readSpec(facts: FactSource, options: ParseOptions): Promise<Spec> {
  const { spec, diagnostics } = parseSpec(await facts.definition(), options);
  if (spec === undefined) throw new DiagnosticError(diagnostics);
  return spec;
}

/** A plan, the spec that it follows, and what the image's configuration takes from the base image. */
export interface PlannedImage {
  /** With a runtime chosen where none was named. */
  readonly spec: Spec;
  readonly plan: Plan;
  readonly base: BaseImageConfig;
  readonly target: PythonTarget;
  /** Of each stage, with the urls of a resolver or lock, before `index.mirrors`. */
  readonly system: RuntimeBase['system'];
  readonly files: ProjectFiles;
  /** The base image's time where it is locked: the same image again then has the same digest. */
  readonly created?: number;
  /** What was chosen, and why. */
  readonly remarks: readonly Diagnostic[];
}

export interface PlanSettings {
  readonly locks?: 'used' | 'made';
  readonly found?: (spec: Spec) => void;
  readonly meanwhile?: (known: ReadBefore, question: Promise<unknown>) => Promise<void>;
}

/**
 * All of the way that needs answers, for one platform; they come through `facts` and nothing else.
 *
 * @param settings.locks whether the locks that `grocker lock` makes answer first, or are to be made and so do not count.
 * @param settings.found called when it is known what the files of the context say.
 * @param settings.meanwhile called with what is known while `question` is under way; never rejects.
 */
export async function planPlatform(
  facts: FactSource,
  written: Spec,
  platform: Platform,
  { locks = 'used', found, meanwhile }: PlanSettings = {},
): Promise<PlannedImage> {
  refuseCredentials(definitionUrls(written));
  const all = await projectFiles(facts, written);
  refuseCredentials(constraintUrls(written, all.constraints));
  const files = locks === 'used' ? all : { ...all, ownPylocks: [] };
  const { spec, remarks } = await withSuitableRuntime(facts, written, platform, files);
  found?.(spec);
  const locked = locks === 'used' ? systemLock(files.texts, spec, platform) : undefined;
  const runtime = runtimeBase(facts, spec, platform, locked);
  // While the engine answers; a turn later, when the question is on its way.
  const reading = setImmediate().then(() => readLocks(facts, files));
  void reading.then(
    (read) => meanwhile?.({ spec, files, locks: read }, runtime),
    () => undefined,
  );
  const [{ base, system, python }, read] = await Promise.all([runtime, reading]);
  checkRequiresPython(spec, files, python.target);
  checkPackage(spec, files, read);
  const foundation = makeFoundation(spec, { platform, base: base.reference, python, system });
  const answers = locked === undefined ? facts : lockedAnswers(facts, locked, files.locks);
  const installed = await distributions(
    answers,
    spec,
    files,
    read,
    foundation,
    python.target,
  ).catch((error: unknown) => {
    throw fetchFailure(error, { packages: [], system: foundation.system }, spec) ?? error;
  });
  const baseConfig = readBaseImageConfig(base.config);
  const planned = makePlan(spec, {
    grockerVersion: grocker.version,
    foundation,
    basePath: baseVariable(baseConfig, 'PATH') ?? '/usr/local/bin:/usr/bin:/bin',
    distributions: installed,
    directories: await directoryBuilds(facts, installed),
    application: application(spec, files, installed),
  });
  const plan =
    locked === undefined
      ? planned
      : withLockedBuilds(spec, planned, locked, await declaredRequirements(facts, planned));
  const { created } = baseConfig;
  // grocker.lock has the answers for what a requirements file leaves open.
  const open =
    locks === 'used' && locked === undefined ? unpinnedRequirements(read, python.target) : [];
  return {
    ...{ spec, plan, base: baseConfig, target: python.target, system, files },
    remarks: [...remarks, ...open],
    ...(locked !== undefined && created !== undefined && { created }),
  };
}
