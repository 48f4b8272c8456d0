import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import type { Selection } from '../lock/selection.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { ProjectFiles } from '../project/project.ts';
import { declaredScripts } from '../project/settings/scripts.ts';
import { normalizeName } from '../python/name.ts';
import { packagesOfCommand } from '../python/known-commands.ts';
import type { Spec } from '../spec/spec.ts';
import { releasedRequirements } from './python-lock-question.ts';

/**
 * The error for an entry point that begins with the command of a package which a complete lock does not have, and which
 * nothing else can bring: such an image is not built either. A command whose package is not known may be there.
 */
export function unprovidedCommand(
  spec: Spec,
  { project, texts }: Pick<ProjectFiles, 'project' | 'texts'>,
  { distributions, complete }: Selection,
): Diagnostic | undefined {
  const { entrypoint, envs } = spec.image;
  const [command = ''] = entrypoint.value;
  const packages = packagesOfCommand(command);
  if (!complete || packages.length === 0) return undefined;
  // A package that is not locked may require anything, and another PATH may lead to files.
  if (releasedRequirements(spec).length > 0 || envs.some(({ name }) => name === 'PATH')) {
    return undefined;
  }
  if (distributions.some(({ name, source }) => packages.includes(name) || isOpen(source))) return;
  const system = [...spec.dependencies.run, ...spec.runtime.run];
  if (system.some(({ value }) => packages.some((name) => value.includes(name)))) return undefined;
  if (project !== undefined && spec.project !== undefined) {
    const setupConfiguration = texts[joinPath(project.directory, 'setup.cfg')];
    const { names, mayHaveMore } = declaredScripts({ ...project, setupConfiguration });
    const isItself = project.metadata && packages.includes(normalizeName(project.metadata.name));
    if (mayHaveMore || names.includes(command) || isItself === true) return undefined;
  }
  return errorAt(
    entrypoint.span,
    'missing-entrypoint',
    `"${command}", which the container is to run, is a command of ${packages.join(' or ')}, and the lock has no such package`,
    `Add ${packages[0] ?? ''} to what the application requires, and lock again.`,
  );
}

/** Whether only a build tells the console scripts of a package. */
function isOpen({ kind }: Selection['distributions'][number]['source']): boolean {
  return kind === 'directory' || kind === 'git';
}
