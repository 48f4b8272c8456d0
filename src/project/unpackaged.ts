import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { directoryOf, relativePath } from '../paths/context-path.ts';
import { tableEntries } from '../toml/table-reader.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import type { Spec } from '../spec/spec.ts';
import { hasSetup, type Project, type ProjectFiles } from './project.ts';
import { noPackage, type NoPackage } from './settings/no-package.ts';
import { isWorkspace } from './uv-workspace.ts';

/** A spec with the settings of its project, and the diagnostics about them. */
export interface SettledSpec {
  readonly spec: Spec;
  readonly remarks: readonly Diagnostic[];
}

/**
 * A project that is not a package is an application whose files are copied: a back end would make an empty wheel of it,
 * or none.
 *
 * @throws DiagnosticError if `project` is the root of a workspace and nothing else.
 */
export function withoutPackage(
  spec: Spec,
  { project, locks }: Pick<ProjectFiles, 'project' | 'locks'>,
): SettledSpec {
  const { project: written, ...rest } = spec;
  if (written === undefined || project?.pyproject === undefined) return { spec, remarks: [] };
  checkWorkspace(project, project.pyproject);
  const reason = noPackage(
    { ...project, hasSetup: hasSetup(project) },
    isVirtual(project.directory, locks),
  );
  if (reason === undefined) return { spec, remarks: [] };
  const { value: path, span } = written;
  return {
    spec: { ...rest, source: { path, include: [], exclude: [], span } },
    remarks: [remark(spec.file, path, project.pyproject, reason)],
  };
}

function remark(file: string, path: string, pyproject: SourceText, reason: NoPackage): Diagnostic {
  return {
    code: 'not-a-package',
    severity: 'info',
    message: `${pyproject.name} ${reason.words}: its files are copied, not installed`,
    span: tomlSpan(pyproject, reason.path) ?? pyproject.span(0, 0),
    help: `Write \`source: ${path}\` in ${file}, or make it a package with a [build-system].`,
  };
}

/** Whether a uv.lock says that the project of a directory is never built. */
function isVirtual(directory: string, locks: readonly SourceText[]): boolean {
  return locks.some(({ name, text }) => {
    if (!/(?:^|\/)uv\.lock$/.test(name)) return false;
    const path = relativePath(directoryOf(name), directory);
    return text.includes(`source = { virtual = "${path}" }`);
  });
}

function checkWorkspace(project: Project, pyproject: SourceText): void {
  const { table, metadata, directory } = project;
  const hasBuildSystem = tableEntries(table)?.has('build-system') === true;
  const isBuilt = hasBuildSystem || hasSetup(project);
  if (metadata !== undefined || isBuilt || !isWorkspace(table)) return;
  throw new DiagnosticError([
    {
      code: 'not-a-package',
      severity: 'error',
      message: `${directory === '.' ? 'the project' : directory} is not a package: ${pyproject.name} has a workspace, but no [project]`,
      span: tomlSpan(pyproject, ['tool', 'uv', 'workspace']) ?? pyproject.span(0, 0),
      help: `Copy its files with \`source: ${directory}\`, or name a member of the workspace with \`project: MEMBER\`.`,
    },
  ]);
}
