import type { FactSource } from '../facts/fact-source.ts';
import type { Unbuilt } from '../facts/built-first.ts';
import { makeGraphContext } from '../graph/make-graph-context.ts';
import { stages } from '../graph/stages.ts';
import { wheels } from '../graph/wheels.ts';
import { compileSettings } from '../plan/make-plan.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import type { Foundation, PlannedCompile } from '../plan/plan.ts';
import { onPythonAlone } from '../plan/python-alone.ts';
import { isPythonAlone } from '../resolve/python-alone.ts';
import type { Spec } from '../spec/spec.ts';
import type { BuildPorts } from './build-ports.ts';
import { takesTime } from './takes-time.ts';

/**
 * Lets the daemon compile a source distribution while a resolution is busy with its metadata, if that takes time and its
 * files show that it needs no compiler; else the daemon installs the compiler. A source that is not chosen in the end is
 * compiled in vain; a failure is left for the graph, which has the same vertices.
 *
 * @param source asks the daemon, and records nothing.
 */
export async function compileEarly(
  ports: Pick<BuildPorts, 'steps' | 'base' | 'contextFiles' | 'run'>,
  source: Pick<FactSource, 'nativeSource'>,
  spec: Spec,
  foundation: Foundation,
  unbuilt: Unbuilt,
  metadata: Promise<unknown>,
): Promise<void> {
  if (foundation.host !== undefined || !(await takesTime(metadata))) return;
  try {
    // A directory of the context has files that say where it is built, which were read before.
    if (unbuilt.origin.from === 'context') return;
    const context = makeGraphContext(ports, foundation);
    const { building } = stages(context);
    const planned = plannedCompile(spec, unbuilt);
    if (planned === undefined || !(await isPythonAlone(source, spec, planned, foundation))) {
      await ports.run(building.compiler);
      return;
    }
    const made = wheels(context, [onPythonAlone(planned)], building, new Map());
    await Promise.all([...made.values()].map((wheel) => ports.run(wheel.source)));
  } catch {
    // The graph finds out for itself.
  }
}

/** A release of an index as a plan would have it. */
function plannedCompile(
  spec: Spec,
  { name, version, origin }: Unbuilt,
): PlannedCompile | undefined {
  if (origin.from !== 'url') return undefined;
  return {
    ...{ kind: 'compile', name, version, role: 'dependency' },
    origin: { ...origin, url: mirroredUrl(spec, origin.url) },
    ...compileSettings(spec, name),
  };
}
