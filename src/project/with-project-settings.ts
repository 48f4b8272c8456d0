import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Located } from '../diagnostics/span.ts';
import { ancestors } from '../paths/context-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { Distribution } from '../lock/model.ts';
import { normalizeName } from '../python/name.ts';
import type { BuildRequirement, CompileSettings, Spec } from '../spec/spec.ts';
import { parseToml } from '../toml/parse-toml.ts';
import type { ProjectFiles } from './project.ts';
import { pdmSettings } from './settings/pdm-settings.ts';
import { poetrySettings } from './settings/poetry-settings.ts';
import {
  mergedSettings,
  NO_SETTINGS,
  type PackageBuild,
  type ProjectSettings,
} from './settings/project-settings.ts';
import { uvSettings } from './settings/uv-settings.ts';
import type { SettledSpec } from './unpackaged.ts';
import { workspaceRoot } from './uv-workspace.ts';

/** What the tools of a project are told of building and choosing; those of uv are the workspace root's. */
export function settingsOf({
  project,
  texts,
}: Pick<ProjectFiles, 'project' | 'texts'>): ProjectSettings {
  if (project?.pyproject === undefined) return NO_SETTINGS;
  const { directory, pyproject, table } = project;
  const read = (name: string) => {
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
    return text === undefined ? undefined : new SourceText(name, text);
  };
  const root = workspaceRoot(
    directory,
    ancestors(directory),
    (of) => read(joinPath(of, 'pyproject.toml'))?.text,
  );
  const rootSource = root === undefined ? undefined : read(joinPath(root, 'pyproject.toml'));
  return mergedSettings([
    rootSource === undefined
      ? uvSettings(pyproject, table)
      : uvSettings(rootSource, parseToml(rootSource)),
    poetrySettings(pyproject, table, read(joinPath(directory, 'poetry.toml'))),
    pdmSettings(pyproject, table),
  ]);
}

/**
 * A spec with what the project's tools are told; what grocker.yml says itself comes first.
 *
 * @throws DiagnosticError where one of these settings can be followed neither here nor by a lock.
 */
export function withProjectSettings(
  spec: Spec,
  files: ProjectFiles,
): SettledSpec & { readonly constraints: string } {
  const settings = settingsOf(files);
  const isLocked = files.locks.length > 0 || files.ownPylocks.length > 0;
  const hasIndex =
    spec.index.url !== undefined || spec.index.extra.length > 0 || spec.index.findLinks.length > 0;
  const unfollowed = isLocked
    ? []
    : [...settings.ofLock, ...(hasIndex ? [] : settings.ofIndex)].map(withoutLock);
  const errors = [...settings.errors, ...unfollowed];
  if (errors.length > 0) throw new DiagnosticError(errors);
  const excludeNewer = spec.excludeNewer ?? settings.excludeNewer;
  return {
    spec: {
      ...spec,
      buildConstraints: [...spec.buildConstraints, ...settings.buildConstraints],
      noBinary: added(spec.noBinary, settings.noBinary),
      onlyBinary:
        spec.onlyBinary === true || settings.onlyBinary === true
          ? true
          : added(spec.onlyBinary, settings.onlyBinary),
      ...(excludeNewer && { excludeNewer }),
      compile: withPackages(spec.compile, settings.compile),
    },
    remarks: ungrouped(spec, settings.defaultGroups),
    constraints: withMore(files.constraints, settings.constraints),
  };
}

function added(
  own: readonly Located<string>[],
  more: readonly Located<string>[],
): readonly Located<string>[] {
  return [...own, ...more.filter(({ value }) => !own.some((each) => each.value === value))];
}

function withPackages(
  own: readonly CompileSettings[],
  more: readonly PackageBuild[],
): readonly CompileSettings[] {
  const merged = new Map(own.map((each) => [each.name, each] as const));
  for (const each of more) {
    const { name, span } = each;
    const known: CompileSettings = merged.get(name) ?? {
      ...{ name, span, envs: [], configSettings: [], requires: [], dependencies: [] },
      network: false,
    };
    merged.set(name, {
      ...known,
      envs: [...(each.envs ?? []), ...known.envs],
      configSettings: [...known.configSettings, ...(each.configSettings ?? [])],
      requires: [...known.requires, ...(each.requires ?? [])],
      buildConstraints: [...(known.buildConstraints ?? []), ...(each.buildConstraints ?? [])],
    });
  }
  return [...merged.values()];
}

function withoutLock({ value, span }: Located<string>): Diagnostic {
  const message = `${value} decides what is installed, and there is no lock that follows it`;
  const tool = value.split('.')[1] ?? 'uv';
  const help = /index|links|source/.test(value)
    ? `run \`${tool} lock\` and commit what it writes, or say under \`index\` in grocker.yml where packages come from`
    : `run \`${tool} lock\` and commit what it writes`;
  return errorAt(span, 'project-setting', message, help);
}

/** With the versions that the image has, for builds that have to meet them. */
export function withMatchedVersions(spec: Spec, installed: readonly Distribution[]): Spec {
  const versions = new Map(installed.map(({ name, version }) => [name, version]));
  const matched = (each: BuildRequirement): BuildRequirement => {
    const name = normalizeName(/^\s*([A-Za-z0-9][\w.-]*)/.exec(each.value)?.[1] ?? each.value);
    const version = each.matchRuntime === true ? versions.get(name) : undefined;
    return version ? { ...each, value: `${name}==${version}` } : each;
  };
  const compile = spec.compile.map((each) => ({ ...each, requires: each.requires.map(matched) }));
  return { ...spec, compile };
}

/** The lines as they are where there are no more of them: a lock knows its question by them. */
function withMore(lines: string, more: readonly Located<string>[]): string {
  if (more.length === 0) return lines;
  return [lines, ...more.map(({ value }) => value)].join('\n').trim();
}

/** Of groups none is installed unasked. */
function ungrouped(spec: Spec, groups: readonly Located<string>[]): readonly Diagnostic[] {
  const missing = groups.filter(({ value }) => !spec.groups.some((each) => each.value === value));
  const [first] = missing;
  if (first === undefined) return [];
  const names = missing.map(({ value }) => value).join(', ');
  return [
    {
      code: 'default-groups',
      severity: 'info',
      message: `no group is installed unasked: ${names} of tool.uv.default-groups is left out`,
      span: first.span,
      help: `write \`groups: [${names}]\` in ${spec.file} if the image needs it`,
    },
  ];
}
