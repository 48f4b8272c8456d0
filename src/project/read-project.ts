import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { readProjectMetadata } from '../python/project-metadata.ts';
import type { Spec } from '../spec/spec.ts';
import type { Locate } from '../toml/locate.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { tableEntries } from '../toml/table-reader.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { hasSetup, type Project } from './project.ts';
import { noPackage } from './settings/no-package.ts';
import { isWorkspace } from './uv-workspace.ts';

/**
 * The project of a directory, as its files describe it.
 *
 * @throws DiagnosticError if they say nothing, or something that they may not say.
 */
export function projectIn(
  spec: Pick<Spec, 'file' | 'project'>,
  files: Readonly<Record<string, string>>,
  directory: string,
): Project {
  const path = joinPath(directory, 'pyproject.toml');
  const script = files[joinPath(directory, 'setup.py')];
  const hasSetupScript = script !== undefined && !isEmptyScript(script);
  const configuration = joinPath(directory, 'setup.cfg');
  const configurationText = files[configuration];
  const setup = {
    hasSetupScript,
    ...(configurationText !== undefined && {
      setupConfiguration: new SourceText(configuration, configurationText),
    }),
  };
  const isSource = spec.project === undefined;
  const needsNothing = hasSetup(setup) || isSource;
  const text = files[path];
  if (text === undefined) {
    if (needsNothing) return { directory, table: undefined, ...setup };
    const where = directory === '.' ? 'the context' : directory;
    const missing =
      script === undefined
        ? `${where} has no pyproject.toml, setup.py or setup.cfg`
        : `${joinPath(directory, 'setup.py')} is empty`;
    throw new DiagnosticError([nothingToBuild(spec, directory, missing, spec.project.span)]);
  }
  const pyproject = new SourceText(path, text);
  const table = parseToml(pyproject);
  const isBuilt = !isSource && noPackage({ table, hasSetup: hasSetup(setup) }) === undefined;
  if (isBuilt && !needsNothing && saysNothing(table)) {
    const missing = `${path} has neither [project] nor [build-system]`;
    throw new DiagnosticError([nothingToBuild(spec, directory, missing, pyproject.span(0, 0))]);
  }
  const locate: Locate = (at) => tomlSpan(pyproject, at);
  const name = isBuilt ? undefined : directoryName(directory);
  const { project, diagnostics } = readProjectMetadata(table, locate, name);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  return { directory, pyproject, table, ...setup, ...(project && { metadata: project }) };
}

/** A setup.py without a call makes no package: some only mark a directory with it. */
function isEmptyScript(text: string): boolean {
  return !text.replaceAll(/^[^\S\n]*#.*$/gm, '').includes('(');
}

/** The name of an application that is never built and has no other. */
function directoryName(directory: string): string {
  return directory === '.' ? 'application' : directory.replace(/^.*\//, '');
}

/** A pyproject.toml with only settings of tools. */
function saysNothing(table: unknown): boolean {
  const root = tableEntries(table);
  const isProject = root?.has('project') === true || root?.has('build-system') === true;
  return !isProject && !isWorkspace(table);
}

function nothingToBuild(
  { file }: Pick<Spec, 'file'>,
  directory: string,
  why: string,
  span: Span | undefined,
): Diagnostic {
  return {
    code: 'no-project',
    severity: 'error',
    message: `nothing to build or install: ${why}`,
    ...(span && { span }),
    help: `Write \`source: ${directory}\` in ${file} to copy the files of an application that is not packaged, name the directory of a project with \`project\`, or a released package with \`release\`.`,
  };
}
