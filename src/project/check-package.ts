import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { tomlSpan, type KeyPath } from '../toml/toml-ranges.ts';
import type { Lock } from '../lock/lock.ts';
import { isVirtual } from '../lock/formats/uv/is-virtual.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import type { Spec } from '../spec/spec.ts';
import type { Project, ProjectFiles } from './project.ts';
import { isWorkspace } from './uv-workspace.ts';

/**
 * What uv does not build is no package (uv, "Build systems"): setuptools would make an empty wheel of it.
 *
 * @throws DiagnosticError where `project` of grocker.yml is such a directory.
 */
export function checkPackage(
  spec: Spec,
  { project }: Pick<ProjectFiles, 'project'>,
  locks: readonly Lock[],
): void {
  if (spec.project === undefined || project?.pyproject === undefined) return;
  const { directory, pyproject } = project;
  const reason = whyNoPackage(project, locks);
  if (reason === undefined) return;
  throw new DiagnosticError([
    {
      code: 'not-a-package',
      severity: 'error',
      message: `${directory === '.' ? 'the project' : directory} is no package: ${pyproject.name} ${reason.words}`,
      span: tomlSpan(pyproject, reason.path) ?? pyproject.span(0, 0),
      help: `copy its files with \`source: ${directory}\`, or ${reason.help}`,
    },
  ]);
}

function whyNoPackage(
  { directory, table, metadata, hasSetupScript, hasSetupConfiguration }: Project,
  locks: readonly Lock[],
): { readonly words: string; readonly path: KeyPath; readonly help: string } | undefined {
  const hasBuildSystem = tableEntries(table)?.has('build-system') === true;
  const isBuilt = hasBuildSystem || hasSetupScript || hasSetupConfiguration;
  if (metadata === undefined && !isBuilt && isWorkspace(table)) {
    const words = 'has a workspace, but no [project]';
    return {
      ...{ words, path: ['tool', 'uv', 'workspace'] },
      help: 'name a member of the workspace with `project: MEMBER`',
    };
  }
  if (!locks.some((lock) => isVirtual(lock, directory))) return undefined;
  if (valueAt(table, ['tool', 'uv', 'package']) === false) {
    const help = 'remove `package = false`';
    return { words: 'has tool.uv.package = false', path: ['tool', 'uv', 'package'], help };
  }
  const help = 'give it a [build-system] and run `uv lock`';
  return isBuilt ? undefined : { words: 'has no [build-system]', path: ['project'], help };
}
