import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { tomlDocument } from '../lock/document.ts';
import { Evaluation } from '../lock/evaluation.ts';
import { Fields } from '../lock/fields.ts';
import { groupPythons } from '../lock/formats/uv/group-pythons.ts';
import type { Distribution } from '../lock/model.ts';
import type { Application } from '../plan/plan-facts.ts';
import { normalizeName } from '../python/name.ts';
import {
  formatSpecifiers,
  parseSpecifiers,
  specifierContains,
  type Specifier,
} from '../python/specifier.ts';
import type { PythonTarget } from '../python/target.ts';
import { catalogue } from '../spec/catalogue.ts';
import type { Spec } from '../spec/spec.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { patternIn } from '../paths/directory-pattern.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { declaredRequirements } from '../plan/declared-requirements.ts';
import { mayAsk } from '../plan/may-ask.ts';
import { needsCompiler } from '../plan/needs-compiler.ts';
import { versionFromGit } from '../plan/version-from-git.ts';
import { hasSetup, type ProjectFiles } from './project.ts';
import { workspaceMembers } from './uv-workspace.ts';

/** The name of the image: from the release, or the project. */
export function application(
  spec: Spec,
  { project, texts }: ProjectFiles,
  distributions: readonly Distribution[],
): Application {
  const { release } = spec;
  if (release !== undefined) {
    const installed = distributions.find(({ name }) => name === release.name);
    return {
      kind: 'release',
      directory: '.',
      name: release.name,
      extras: release.extras,
      version: installed?.version ?? release.version ?? null,
      otherMembers: [],
      needsCompiler: false,
      versionFromGit: false,
    };
  }
  const metadata = project?.metadata;
  const directory = spec.project?.value ?? spec.source?.path ?? '.';
  return {
    kind: spec.project === undefined ? 'source' : 'project',
    name:
      metadata?.name ??
      normalizeName(directory === '.' ? 'application' : directory.replaceAll('/', '-')),
    extras: spec.extras.map(({ value }) => normalizeName(value)).sort(),
    version: metadata?.version ?? null,
    directory,
    otherMembers: workspaceMembers(project?.table).map((member) => patternIn(directory, member)),
    needsCompiler:
      project === undefined ||
      needsCompiler(project.table, texts[joinPath(project.directory, 'setup.py')]),
    ...(project && mayAsk(project.table, hasSetup(project)) && { asks: true }),
    versionFromGit: versionFromGit(project?.table),
    declared: declaredRequirements(project?.table),
  };
}

/** @throws DiagnosticError if the project refuses the runtime's Python. */
export function checkRequiresPython(
  spec: Spec,
  { project }: ProjectFiles,
  target: PythonTarget,
): void {
  const required = project?.metadata?.requiresPython ?? [];
  if (required.length === 0 || admits(required, target)) return;
  const { pyproject } = project ?? {};
  const span =
    spec.runtime.span ?? (pyproject && tomlSpan(pyproject, ['project', 'requires-python']));
  throw new DiagnosticError([
    {
      code: 'requires-python',
      severity: 'error',
      message: `${project?.metadata?.displayName ?? 'the project'} requires Python ${formatSpecifiers(required)}, and runtime ${spec.runtime.name} has ${target.interpreter.version}`,
      ...(span && { span }),
      help: `Choose another \`runtime\`${fittingRuntime(required)}.`,
    },
  ]);
}

/**
 * The Pythons that uv's settings ask for in the wanted groups, where no lock says it.
 *
 * @throws DiagnosticError if the runtime's Python is none of them.
 */
export function checkGroupPythons(
  spec: Spec,
  { project, locks }: ProjectFiles,
  target: PythonTarget,
): void {
  const { pyproject } = project ?? {};
  if (pyproject === undefined || locks.length > 0 || spec.groups.length === 0) return;
  const pythons = groupPythons(Fields.of(tomlDocument(pyproject)));
  const errors = spec.groups.flatMap(({ value, span }): Diagnostic[] => {
    const group = normalizeName(value);
    const text = Object.hasOwn(pythons, group) ? (pythons[group] ?? '') : '';
    const required = text === '' ? [] : parseSpecifiers(text);
    if (required.length === 0 || admits(required, target)) return [];
    return [
      {
        code: 'requires-python',
        severity: 'error',
        message: `the group ${value} requires Python ${formatSpecifiers(required)}, and runtime ${spec.runtime.name} has ${target.interpreter.version}`,
        span,
        help: `Choose another \`runtime\`${fittingRuntime(required)}.`,
      },
    ];
  });
  if (errors.length > 0) throw new DiagnosticError(errors);
}

function admits(required: readonly Specifier[], target: PythonTarget): boolean {
  return new Evaluation(target).admitsVersion(formatSpecifiers(required), (version) =>
    specifierContains(required, version),
  );
}

/** The best of those that fit, for a person. */
function fittingRuntime(required: readonly Specifier[]): string {
  const fits = [...catalogue.values()].find(({ pythonVersion }) =>
    specifierContains(required, `${pythonVersion}.99`),
  );
  return fits === undefined ? '' : `, such as \`runtime: ${fits.name}\``;
}
