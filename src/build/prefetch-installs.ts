import { isDeepStrictEqual } from 'node:util';
import type { FactSource } from '../facts/fact-source.ts';
import { makeGraphContext } from '../graph/make-graph-context.ts';
import { installedGroups } from '../graph/runner.ts';
import { stages } from '../graph/stages.ts';
import { wheels } from '../graph/wheels.ts';
import type { Platform } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import type { BuildPorts } from './build-ports.ts';
import { planPlatform, type AssumedLock } from './plan-platform.ts';
import { takesTime } from './takes-time.ts';

/**
 * Lets the daemon install the packages that have a wheel while a resolution reads the metadata of those that have none,
 * if that takes time. Most often these require nothing new; else what is installed in vain is a package, or a group of
 * small ones. A failure is left for the graph, which has the same vertices.
 *
 * @param facts asks the daemon, and records nothing.
 */
export async function installEarly(
  ports: Pick<BuildPorts, 'steps' | 'base' | 'contextFiles' | 'run' | 'host'>,
  facts: FactSource,
  spec: Spec,
  platform: Platform,
  { question, lock }: AssumedLock,
  metadata: Promise<unknown>,
): Promise<void> {
  if (ports.host(platform) !== undefined || !(await takesTime(metadata))) return;
  const assumed: FactSource = {
    ...facts,
    pythonLock: (asked, on) =>
      isDeepStrictEqual(asked, question) ? Promise.resolve(lock) : facts.pythonLock(asked, on),
  };
  try {
    const { plan } = await planPlatform(assumed, spec, platform);
    const context = makeGraphContext(ports, plan);
    const { building, installs } = stages(context);
    const made = wheels(context, plan.packages, building, new Map());
    const groups = installedGroups(context, plan, installs, made);
    const compiled = new Set(
      plan.packages.flatMap(({ kind, name }) => (kind === 'compile' ? [name] : [])),
    );
    const ready = groups.filter(
      (_, index) => !plan.groups[index]?.packages.some((name) => compiled.has(name)),
    );
    await Promise.all(ready.map(({ layer }) => ports.run(layer)));
  } catch {
    // The graph finds out for itself.
  }
}
