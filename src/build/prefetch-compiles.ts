import type { FactSource } from '../facts/fact-source.ts';
import type { Unbuilt } from '../facts/built-first.ts';
import { makeGraphContext } from '../graph/make-graph-context.ts';
import { stages } from '../graph/stages.ts';
import { wheels } from '../graph/wheels.ts';
import { archiveFiles } from '../inputs/archive-files.ts';
import { compileSettings } from '../plan/make-plan.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import type { Foundation, PlannedCompile } from '../plan/plan.ts';
import { onPythonAlone } from '../plan/python-alone.ts';
import { isPythonAlone } from '../resolve/python-alone.ts';
import type { Spec } from '../spec/spec.ts';
import type { BuildPorts } from './build-ports.ts';
import { takesTime } from './takes-time.ts';

/** Asks the daemon, and records nothing. */
type NativeSource = Pick<FactSource, 'nativeSource'>;

/**
 * The METADATA of the wheel of a source distribution, which the daemon builds for it: the image needs that wheel, too, and
 * a build back end takes as long for the one as for the other. A source that is not chosen in the end is built in vain.
 *
 * @returns undefined for a source that is not built on Python alone, or whose build fails: then its back end is asked, and
 *   the graph has the same vertices.
 */
export async function builtMetadata(
  ports: Pick<BuildPorts, 'steps' | 'base' | 'contextFiles' | 'run' | 'names' | 'readBytes'>,
  source: NativeSource,
  spec: Spec,
  foundation: Foundation,
  unbuilt: Unbuilt,
): Promise<string | undefined> {
  if (foundation.host !== undefined) return undefined;
  try {
    const planned = await plannedOnPythonAlone(source, spec, foundation, unbuilt);
    if (planned === undefined) return undefined;
    const context = makeGraphContext(ports, foundation);
    const made = wheels(context, [planned], stages(context).building, new Map());
    const wheel = made.get(planned.name);
    if (wheel?.compiled === undefined) return undefined;
    // The first attempt has the wheel most often; the others end while packages are chosen.
    ports.run(wheel.source).catch(() => undefined);
    for (const output of wheel.compiled) {
      const file = (await ports.names(output, '/')).find((name) => name.endsWith('.whl'));
      if (file !== undefined) {
        return metadataOf(await ports.readBytes(output, `/${file}`, 'foreign'));
      }
    }
  } catch {
    // Its back end is asked, and tells more than a failed build.
  }
  return undefined;
}

/** Undefined if the wheel is too large to be read. */
function metadataOf(wheel: Uint8Array): string | undefined {
  const files = archiveFiles(wheel) ?? [];
  const metadata = files.find(({ path }) => /^[^/]+\.dist-info\/METADATA$/.test(path));
  return metadata && new TextDecoder().decode(metadata.read());
}

/**
 * Lets the daemon install the compiler while the build of a source is asked for its metadata, if that takes time and the
 * source may need a compiler. A failure is left for the graph, which has the same vertices.
 */
export async function compilerEarly(
  ports: Pick<BuildPorts, 'steps' | 'base' | 'contextFiles' | 'run'>,
  source: NativeSource,
  spec: Spec,
  foundation: Foundation,
  unbuilt: Unbuilt,
  metadata: Promise<unknown>,
): Promise<void> {
  if (foundation.host !== undefined || !(await takesTime(metadata))) return;
  try {
    // A directory of the context has files that say where it is built, which were read before.
    if (unbuilt.origin.from === 'context') return;
    if (await plannedOnPythonAlone(source, spec, foundation, unbuilt)) return;
    await ports.run(stages(makeGraphContext(ports, foundation)).building.compiler);
  } catch {
    // The graph finds out for itself.
  }
}

/** A release of an index as a plan would have it; undefined if it is not built on Python alone. */
async function plannedOnPythonAlone(
  source: NativeSource,
  spec: Spec,
  foundation: Foundation,
  { name, version, origin }: Unbuilt,
): Promise<PlannedCompile | undefined> {
  if (origin.from !== 'url') return undefined;
  const planned: PlannedCompile = {
    ...{ kind: 'compile', name, version, role: 'dependency' },
    origin: { ...origin, url: mirroredUrl(spec, origin.url) },
    ...compileSettings(spec, name),
  };
  return (await isPythonAlone(source, spec, planned, foundation))
    ? onPythonAlone(planned)
    : undefined;
}
