import type { BuildPorts } from './build-ports.ts';
import { treeLayer } from '../graph/application-files.ts';
import { userAndVenv } from '../plan/make-foundation.ts';
import { applicationOrigin } from '../plan/make-plan.ts';
import type { ContextOrigin, Platform } from '../plan/plan.ts';
import { application } from '../project/application.ts';
import type { ProjectFiles } from '../project/project.ts';
import { contextTrees } from '../plan/planned-files.ts';
import { treeWithLinks } from '../project/context-links.ts';
import type { Spec } from '../spec/spec.ts';

/** Reads and copies files of the context before the plan needs them; a failure is left for the plan and the graph. */
export function prefetchFiles(
  ports: BuildPorts,
  platform: Platform,
  spec: Spec,
  files: ProjectFiles,
): void {
  if (spec.project !== undefined) listEarly(ports, applicationOrigin(application(spec, files, [])));
  copyEarly(ports, platform, spec);
}

/** Looks for links and virtual environments in compiled directories, which are needed when everything else is known. */
function listEarly(ports: BuildPorts, { path, include, exclude, repository }: ContextOrigin): void {
  if (repository) return;
  ports.sourceTree({ path, ...(include && { include }), exclude }).catch(() => undefined);
}

/**
 * Copies the application's files while its runtime is queried and everything else is planned. This works if the
 * catalogue knows the Python and the daemon needs no container to copy: then the files do not depend on the answers. A
 * failure is left for the graph, which has the same vertices.
 */
function copyEarly(ports: BuildPorts, platform: Platform, spec: Spec): void {
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
