import { setImmediate } from 'node:timers/promises';
import type { Built, BuildRequest, PlannedImage } from '../build/build.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { buildFailure } from '../failures/step.ts';
import type { BuildPorts } from '../build/build-ports.ts';
import type { RecordedFacts } from '../facts/recorded-facts.ts';
import { KEPT } from '../graph/application-files.ts';
import { AUDIT_ANSWER } from '../graph/audit.ts';
import { CHECK_ANSWER } from '../graph/check.ts';
import { textFiles } from '../graph/text-files.ts';
import type { Graph } from '../graph/graph.ts';
import type { Output } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';
import { applicationModules, auditDiagnostics, type Audit } from '../result/audit.ts';
import { checkDiagnostics, type CheckFailure } from '../result/check.ts';
import { emptyOutput } from '../result/step.ts';
import { imageConfig, stageConfig } from '../result/image-config.ts';
import type { Spec } from '../spec/spec.ts';

/** All that a target can be made of. */
export interface Planned extends PlannedImage {
  readonly spec: Spec;
  readonly stages: Graph;
  readonly facts: RecordedFacts;
  /** Of the steps that were asked for what the plan is made of. */
  readonly answers: readonly Output[];
}

/** Builds a target; the name of a service means its runner. */
export async function buildTarget(
  ports: BuildPorts,
  request: BuildRequest,
  planned: Planned,
): Promise<Built> {
  try {
    const built = await targetOf(ports, request, planned);
    // Run here, where it is still known what each vertex was to do.
    await ports.run(built.output);
    return built;
  } catch (error) {
    throw buildFailure(error, { ...planned, digest: ports.digest }) ?? error;
  }
}

async function targetOf(
  ports: BuildPorts,
  request: BuildRequest,
  planned: Planned,
): Promise<Built> {
  const { plan, base, stages, facts } = planned;
  const { platform } = plan;
  const { labels, target } = request;
  const files = (texts: Readonly<Record<string, string>>): Built => ({
    platform,
    output: textFiles(texts),
    warnings: [],
  });
  switch (target) {
    case 'root':
    case 'compiler': {
      const config = stageConfig(plan, target, { base, labels });
      return { platform, output: stages[target], config, warnings: [] };
    }
    case 'wheels':
      return { platform, output: stages.wheelhouse, warnings: [] };
    case 'plan':
      return files({ 'plan.json': json(plan), 'facts.json': json(facts) });
    case 'check':
      return files({ 'check.json': json(await checked(ports, request, planned)) });
    case 'application':
      return files({ 'application.json': json(await namedApplication(ports, planned)) });
    default:
      return runner(ports, request, planned);
  }
}

async function runner(
  ports: BuildPorts,
  { labels, target }: BuildRequest,
  planned: Planned,
): Promise<Built> {
  const { plan, base, stages, spec, answers } = planned;
  const output = stages.runnerWith([...answers, stages.audit]);
  const running = ports.run(output);
  // Awaited once the audit has had its say.
  running.catch(() => undefined);
  // The first question leaves before the second one is made.
  await setImmediate();
  const auditing = auditOf(ports, stages);
  await setImmediate();
  ports.waiting();
  const audit = await auditing;
  const diagnostics = auditDiagnostics(audit, plan, auditSettings(spec, target));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  const empty = await Promise.all(
    stages.steps.map(async ({ planned, ran }) => {
      if (planned.output === undefined) await ports.run(ran);
      else if ((await ports.names(ran, KEPT)).length === 0) return [emptyOutput(planned)];
      return [];
    }),
  );
  if (empty.flat().length > 0) throw new DiagnosticError(empty.flat());
  return {
    platform: plan.platform,
    output,
    config: imageConfig(plan, { base, version: installedVersion(plan, audit), labels }),
    warnings: diagnostics,
  };
}

/** Fails where a module cannot be imported, a command fails or a shared library is missing. */
async function checked(
  ports: BuildPorts,
  { target }: BuildRequest,
  { plan, stages, spec }: Planned,
): Promise<object> {
  const audit = await auditOf(ports, stages);
  const imports =
    spec.check.imports?.map(({ value }) => value) ??
    applicationModules(audit, plan.image.application.name);
  const run = spec.check.run;
  // What the file names takes the place of all that is imported by default.
  const script = spec.check.imports === undefined ? (plan.entrypoint.command[0] ?? null) : null;
  // steps/check.py is ours and writes exactly this.
  const failures = JSON.parse(
    await ports.readFile(stages.check({ imports, script, run }), CHECK_ANSWER),
  ) as CheckFailure[];
  const diagnostics = [
    ...auditDiagnostics(audit, plan, auditSettings(spec, target)).map((each) => ({
      ...each,
      severity: 'error' as const,
    })),
    ...checkDiagnostics(failures, spec.check.imports ?? [], plan),
  ];
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return { imports, run };
}

/** What an image is named after, asked before it is made: name, extras and version. */
async function namedApplication(ports: BuildPorts, { plan, stages }: Planned) {
  const { application } = plan.image;
  if (application.version !== null) return application;
  return { ...application, version: installedVersion(plan, await auditOf(ports, stages)) };
}

function auditSettings({ check, image, services }: Spec, target: string | undefined) {
  const isService = target !== undefined && services.includes(target);
  const others = image.entrypointIsDefault && !isService ? services : [];
  return { allowMissing: check.allowMissing, services: others };
}

async function auditOf(ports: BuildPorts, stages: Graph): Promise<Audit> {
  // steps/audit.py is ours and writes exactly this.
  return JSON.parse(await ports.readFile(stages.audit, AUDIT_ANSWER)) as Audit;
}

/** Of the application; empty where nothing tells it. */
function installedVersion({ image }: Pick<Plan, 'image'>, audit: Audit): string {
  const { name, version } = image.application;
  const built = audit.distributions.find((found) => found.name === name)?.version;
  return version ?? built ?? '';
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
