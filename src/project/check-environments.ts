import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { Evaluation } from '../lock/evaluation.ts';
import type { PythonTarget } from '../python/target.ts';
import type { ProjectFiles } from './project.ts';
import { settingsOf } from './with-project-settings.ts';

/**
 * Environments that a project is resolved for; a lock has its own list of them.
 *
 * @throws DiagnosticError if the image is none of them and nothing is locked.
 */
export function checkEnvironments(
  { project, texts, locks, ownPylocks }: Omit<ProjectFiles, 'constraints' | 'remarks'>,
  target: PythonTarget,
): void {
  if (project?.pyproject === undefined || locks.length > 0 || ownPylocks.length > 0) return;
  const { environments } = settingsOf({ project, texts });
  const [first] = environments;
  const evaluation = new Evaluation(target);
  if (first === undefined) return;
  if (environments.some(({ value, span }) => evaluation.holds(value, span))) return;
  const { version, architecture } = target.interpreter;
  throw new DiagnosticError([
    errorAt(
      first.span,
      'project-setting',
      `tool.uv.environments has none that is Python ${version} on linux/${architecture}`,
      'Add a marker that the image meets, such as "sys_platform == \'linux\'".',
    ),
  ]);
}
