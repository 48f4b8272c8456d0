import type { BuildPorts } from './build-ports.ts';
import { treeLayer } from '../graph/application-files.ts';
import { userAndVenv } from '../plan/make-foundation.ts';
import type { Platform } from '../plan/plan.ts';
import { contextTrees } from '../plan/planned-files.ts';
import { treeWithLinks } from '../project/context-links.ts';
import type { Spec } from '../spec/spec.ts';

/**
 * Copies the application's files while it is asked what its runtime is and while all else is planned: nothing of them
 * depends on that where the catalogue knows the Python and the daemon needs no container for it. A failure is left for
 * the graph, which has the same vertices.
 */
export function copyEarly(ports: BuildPorts, platform: Platform, spec: Spec): void {
  const { known } = spec.runtime;
  if (known === undefined) return;
  const python = { version: known.pythonVersion };
  const steps = ports.steps(platform);
  if (!steps.settings.canChangeModes) return;
  const context = {
    ...steps,
    foundation: { ...userAndVenv(spec), python },
    contextFiles: ports.contextFiles,
  };
  for (const tree of contextTrees(spec)) {
    treeWithLinks(ports, tree)
      .then((whole) => ports.run(treeLayer(context, spec.image, whole)))
      .catch(() => undefined);
  }
}
