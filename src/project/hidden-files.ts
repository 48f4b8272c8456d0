import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hidingLine, hidingLineOfAll, type IgnoreFile } from '../inputs/hiding-line.ts';
import { cleanPath } from '../paths/clean-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { namedFiles } from './named-files.ts';
import { packageData } from './package-data.ts';
import type { Project } from './project.ts';

/** Files that the wheel of a project is made of by its pyproject.toml, and that .dockerignore keeps from the build. */
export function hiddenFiles(
  { directory, pyproject, table }: Pick<Project, 'directory' | 'pyproject' | 'table'>,
  ignored: IgnoreFile,
): Diagnostic[] {
  if (pyproject === undefined) return [];
  return [...namedFiles(table), ...packageData(table)].flatMap(({ path, at }): Diagnostic[] => {
    const inContext = cleanPath(joinPath(directory, path));
    const line = /[*?]/.test(path)
      ? hidingLineOfAll(ignored, inContext)
      : hidingLine(ignored, inContext);
    if (line === undefined) return [];
    const span = tomlSpan(pyproject, at) ?? pyproject.span(0, 0);
    return [
      {
        code: 'hidden-file',
        severity: 'error',
        message: `${pyproject.name} names ${path}, but ${ignored.name} excludes ${inContext} from the build`,
        span,
        related: [{ message: 'this line excludes it', span: line }],
        help: `write \`!${inContext}\` in the last line of ${ignored.name}`,
      },
    ];
  });
}

/** @throws DiagnosticError with each of them. */
export function refuseHidden(...given: Parameters<typeof hiddenFiles>): void {
  const found = hiddenFiles(...given);
  if (found.length > 0) throw new DiagnosticError(found);
}
