import grocker from '../package.json' with { type: 'json' };
import { nextAttempt, type Attempt } from './attempt.ts';
import type { BuildPorts } from './build-ports.ts';
import { DiagnosticError, type Diagnostic } from './diagnostics/diagnostic.ts';
import { application, checkRequiresPython } from './facts/application.ts';
import { directoriesWithoutCompiler } from './facts/compiler-need.ts';
import { distributions } from './facts/distributions.ts';
import { EngineFacts } from './facts/engine-facts.ts';
import type { FactSource } from './facts/fact-source.ts';
import { imagePython } from './facts/interpreter.ts';
import { projectFiles } from './facts/project.ts';
import { FactRecorder } from './facts/recorded-facts.ts';
import { systemPackages } from './facts/system-packages.ts';
import { graph } from './graph/graph.ts';
import type { Output } from './llb/llb.ts';
import { makeFoundation } from './plan/make-foundation.ts';
import { makePlan } from './plan/make-plan.ts';
import type { Plan, Platform } from './plan/plan.ts';
import { baseVariable, readBaseImageConfig, type BaseImageConfig } from './result/oci-image.ts';
import { parseSpec, type ParseOptions } from './spec/parse-spec.ts';
import type { Spec } from './spec/spec.ts';
import { buildTarget } from './targets.ts';

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
  readonly warnings: readonly Diagnostic[];
}

/** The way of a build: read what was written, ask what must be known, plan, make the graph, run it. */
export async function build(
  ports: BuildPorts,
  request: BuildRequest,
  platform: Platform,
  attempt: Attempt = { refresh: false, fetch: 'daemon' },
): Promise<Built> {
  const facts = new FactRecorder(new EngineFacts(ports, attempt.refresh));
  const { target, buildArgs: args } = request;
  const spec = await readSpec(facts, { target, args });
  const planned = await planPlatform(facts, spec, platform);
  const { plan } = planned;
  const steps = ports.steps(platform);
  const context = {
    ...steps,
    settings: { ...steps.settings, fetch: attempt.fetch },
    foundation: plan,
    base: ports.base(plan.base.reference, platform),
    contextFiles: ports.contextFiles,
  };
  const stages = graph(context, plan);
  try {
    return await buildTarget(ports, request, { ...planned, spec, stages, facts: facts.facts() });
  } catch (error) {
    const next = nextAttempt(error, attempt);
    if (next === undefined) throw error;
    return build(ports, request, platform, next);
  }
}

/** @throws DiagnosticError with every mistake of grocker.yml. */
export async function readSpec(facts: FactSource, options: ParseOptions): Promise<Spec> {
  const { spec, diagnostics } = parseSpec(await facts.definition(), options);
  if (spec === undefined) throw new DiagnosticError(diagnostics);
  return spec;
}

/** A plan, and what the image's configuration takes from the base image. */
export interface PlannedImage {
  readonly plan: Plan;
  readonly base: BaseImageConfig;
}

/** All of the way that needs answers, for one platform; they come through `facts` and nothing else. */
export async function planPlatform(
  facts: FactSource,
  spec: Spec,
  platform: Platform,
): Promise<PlannedImage> {
  const [base, files] = await Promise.all([
    facts.baseImage({ reference: spec.runtime.image, platform }),
    projectFiles(facts, spec),
  ]);
  const system = await systemPackages(facts, spec, platform, base.reference);
  const python = await imagePython(facts, spec.runtime, platform, base, system.interpreter);
  checkRequiresPython(spec, files, python.target);
  const foundation = makeFoundation(spec, { platform, base: base.reference, python, system });
  const installed = await distributions(facts, spec, files, foundation, python.target);
  const baseConfig = readBaseImageConfig(base.config);
  const plan = makePlan(spec, {
    grockerVersion: grocker.version,
    foundation,
    basePath: baseVariable(baseConfig, 'PATH') ?? '/usr/local/bin:/usr/bin:/bin',
    distributions: installed,
    directoriesWithoutCompiler: await directoriesWithoutCompiler(facts, installed),
    application: application(spec, files, installed),
  });
  return { plan, base: baseConfig };
}
