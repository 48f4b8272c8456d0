import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hidingLine, hidingLineOfAll, type IgnoreFile } from '../inputs/hiding-line.ts';
import { cleanPath } from '../paths/clean-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { configuredFiles, type ConfiguredFile } from './configured-files.ts';
import { namedFiles } from './named-files.ts';
import { packageData } from './package-data.ts';
import type { Project } from './project.ts';

/** Files that the wheel of a project is made of by its pyproject.toml or setup.cfg, and that .dockerignore keeps from the build. */
export function hiddenFiles(
  project: Pick<Project, 'directory' | 'pyproject' | 'table' | 'setupConfiguration'>,
  ignored: IgnoreFile,
): Diagnostic[] {
  const { directory } = project;
  return placedFiles(project).flatMap(({ path, span }): Diagnostic[] => {
    const inContext = cleanPath(joinPath(directory, path));
    const line = /[*?]/.test(path)
      ? hidingLineOfAll(ignored, inContext)
      : hidingLine(ignored, inContext);
    if (line === undefined) return [];
    return [
      {
        code: 'hidden-file',
        severity: 'error',
        message: `${span.file} names ${path}, but ${ignored.name} excludes ${inContext} from the build`,
        span,
        related: [{ message: 'this line excludes it', span: line }],
        help: `Write \`!${inContext}\` in the last line of ${ignored.name}.`,
      },
    ];
  });
}

/** The files with their places. */
function placedFiles({
  pyproject,
  table,
  setupConfiguration,
}: Pick<Project, 'pyproject' | 'table' | 'setupConfiguration'>): readonly ConfiguredFile[] {
  return [
    ...(pyproject === undefined
      ? []
      : [...namedFiles(table), ...packageData(table)].map(({ path, at }) => ({
          path,
          span: tomlSpan(pyproject, at) ?? pyproject.span(0, 0),
        }))),
    ...(setupConfiguration === undefined ? [] : configuredFiles(setupConfiguration)),
  ];
}

/** @throws DiagnosticError with each of them. */
export function refuseHidden(...given: Parameters<typeof hiddenFiles>): void {
  const found = hiddenFiles(...given);
  if (found.length > 0) throw new DiagnosticError(found);
}
