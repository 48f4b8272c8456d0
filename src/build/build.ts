import { EngineFacts } from '../facts/engine-facts.ts';
import { recordFacts } from '../facts/recorded-facts.ts';
import { graph } from '../graph/graph.ts';
import { makeGraphContext } from '../graph/make-graph-context.ts';
import type { Platform } from '../plan/plan.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { releasedWheels } from '../resolve/released-wheels.ts';
import type { PlannedImage } from '../targets/planned.ts';
import { withLintSettings } from '../rules/with-lint-settings.ts';
import { readSpec } from '../project/read-spec.ts';
import { targetNamed } from '../spec/targets.ts';
import { buildLocks } from '../targets/lock.ts';
import { onPlatforms } from '../targets/on-platforms.ts';
import type { BuildRequest, Built } from '../targets/target.ts';
import { buildTarget } from '../targets/targets.ts';
import type { BuildPorts } from './build-ports.ts';
import { planPlatform } from './plan-platform.ts';
import { prefetches } from './prefetches.ts';
import { recordedOutputs } from './recorded-outputs.ts';
import { portsOf, withRetries, type Attempt } from './retry.ts';

/** Builds the target of a request: for each platform, side by side, or once for all of them. */
export function build(
  ports: BuildPorts,
  request: BuildRequest,
  platforms: readonly Platform[],
): Promise<readonly Built[]> {
  if (targetNamed(request.target).platforms === 'together') {
    return withRetries({ refresh: true }, (attempt) =>
      lockPlatforms(ports, request, platforms, attempt),
    );
  }
  return onPlatforms(platforms, (platform, planned) =>
    withRetries({ refresh: false }, (attempt) =>
      buildPlatform(ports, request, platform, attempt, planned),
    ),
  );
}

/** The course of a build: read the files, query facts, plan, make the graph, run it. */
async function buildPlatform(
  given: BuildPorts,
  request: BuildRequest,
  platform: Platform,
  attempt: Attempt,
  isPlanned: () => void,
): Promise<Built> {
  const { ports, outputs } = recordedOutputs(portsOf(given, attempt));
  const host = ports.host(platform);
  const engine = new EngineFacts(ports, attempt.refresh);
  const facts = recordFacts(engine, host && { platform, host });
  const spec = await readSpec(facts, { target: request.target, args: request.buildArgs });
  const early = prefetches(ports, platform, spec, request.target, engine);
  const { builds, compiler } = attempt;
  const planned = await planPlatform(facts, spec, platform, {
    ...early,
    ...(host && { foreign: { host, target: targetNamed(request.target).name } }),
    ...(builds && { builds }),
    ...(compiler && { compiler }),
  });
  isPlanned();
  const { plan, created, remarks } = planned;
  const stages = graph(makeGraphContext(ports, plan), plan);
  const answers = outputs();
  const all = { ...planned, stages, answers, facts: facts.facts() };
  const built = await buildTarget(withIndex(ports, facts, planned), request, all);
  const warnings = withLintSettings([...remarks, ...built.warnings], spec.lint);
  return { ...built, warnings, ...(created !== undefined && { created }) };
}

/** The ports with a question to the index, for a release whose build fails. */
function withIndex(
  ports: BuildPorts,
  facts: FactSource,
  { plan, target }: PlannedImage,
): BuildPorts {
  return {
    ...ports,
    releasedWheels: (requirement) => releasedWheels(facts, requirement, plan, target.interpreter),
  };
}

/** The course of `grocker lock`: every image is planned for every platform, and the answers are written to the locks. */
function lockPlatforms(
  given: BuildPorts,
  request: BuildRequest,
  platforms: readonly Platform[],
  { fetch, systemFetch }: Attempt,
): Promise<readonly Built[]> {
  const facts = new EngineFacts(
    portsOf(given, { refresh: false, fetch, ...(systemFetch && { systemFetch }) }),
    true,
  );
  return buildLocks(facts, request, platforms, (source, spec, platform, settings) => {
    const host = given.host(platform);
    const foreign = host && { host, target: 'lock' };
    return planPlatform(source, spec, platform, { ...settings, ...(foreign && { foreign }) });
  });
}
