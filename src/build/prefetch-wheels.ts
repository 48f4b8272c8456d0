import type { BuildPorts } from './build-ports.ts';
import { lockedSelection } from '../resolve/locked-distributions.ts';
import type { ProjectFiles } from '../project/project.ts';
import { distributionUrls, refuseCredentials } from '../project/url-credentials.ts';
import { daemonFile } from '../graph/remote-file.ts';
import type { Lock } from '../lock/lock.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import type { Platform } from '../plan/plan.ts';
import { pythonTarget } from '../python/python-target.ts';
import type { Spec } from '../spec/spec.ts';
import { takesTime } from './takes-time.ts';

/** The facts of an image that are known while its runtime is queried. */
export interface ReadBefore {
  readonly spec: Spec;
  readonly files: ProjectFiles;
  readonly locks: readonly Lock[];
}

/**
 * Lets the daemon fetch the files of a lock while it is busy with `question`, if that takes time. The Python is the
 * catalogue's, for the real one is not known yet: a wheel that is chosen wrongly is merely fetched in vain, and a
 * failure is left for the graph, which has the same sources.
 */
export async function fetchEarly(
  ports: BuildPorts,
  platform: Platform,
  { spec, files: project, locks }: ReadBefore,
  question: Promise<unknown>,
): Promise<void> {
  const { known } = spec.runtime;
  const steps = ports.steps(platform);
  if (known === undefined || locks.length === 0 || steps.settings.fetch !== 'daemon') return;
  if (!(await takesTime(question))) return;
  try {
    const { pythonVersion: version, libc } = known;
    const { architecture } = platform;
    const target = pythonTarget({ version, libc, architecture, freeThreaded: false });
    const { distributions } = lockedSelection(locks, spec, project, target);
    refuseCredentials(distributionUrls(distributions));
    // Source distributions too, which are read before it is known where they are built.
    const files = distributions.flatMap(({ source }) =>
      source.kind === 'wheel' || source.kind === 'sdist' ? source : [],
    );
    const sources = files.map(({ url, sha256, file }) =>
      daemonFile(steps, { url: mirroredUrl(spec, url), sha256 }, file),
    );
    await Promise.all(sources.map((source) => ports.run(source)));
  } catch {
    // It was a guess: the build finds out for itself.
  }
}
