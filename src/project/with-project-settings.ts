import type { Help } from '../diagnostics/help.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Located } from '../diagnostics/span.ts';
import { ancestors } from '../paths/context-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { Distribution } from '../lock/model.ts';
import { UV_LOCK } from '../lock/formats/uv/uv-format.ts';
import { baseName } from '../paths/base-name.ts';
import { normalizeName } from '../python/name.ts';
import type { BuildRequirement, CompileSettings, Spec } from '../spec/spec.ts';
import { valueAt } from '../toml/table-reader.ts';
import { parseToml } from '../toml/parse-toml.ts';
import type { ProjectFiles } from './project.ts';
import { pdmSettings } from './settings/pdm-settings.ts';
import { poetrySettings } from './settings/poetry-settings.ts';
import {
  mergedSettings,
  NO_SETTINGS,
  type Conflicting,
  type PackageBuild,
  type ProjectSettings,
} from './settings/project-settings.ts';
import { tomlOf } from './settings/toml-of.ts';
import { refuseCredentials } from './url-credentials.ts';
import { uvSettings } from './settings/uv-settings.ts';
import type { SettledSpec } from './unpackaged.ts';
import { workspaceRoot } from './uv-workspace.ts';

/** The settings of a project's tools for building and choosing; those of uv are the workspace root's. */
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
  const ofRoot = root !== undefined && rootSource !== undefined;
  return mergedSettings([
    ofRoot
      ? uvSettings(rootSource, parseToml(rootSource), read(joinPath(root, 'uv.toml')), root)
      : uvSettings(pyproject, table, read(joinPath(directory, 'uv.toml')), directory),
    poetrySettings(pyproject, table, read(joinPath(directory, 'poetry.toml'))),
    pdmSettings(pyproject, table, read(joinPath(directory, 'pdm.toml'))),
  ]);
}

/**
 * A spec with the settings of the project's tools; those of grocker.yml come first.
 *
 * @throws DiagnosticError if one of these settings can be followed neither here nor by a lock.
 */
export function withProjectSettings(
  spec: Spec,
  files: ProjectFiles,
): SettledSpec & { readonly constraints: string } {
  const settings = settingsOf(files);
  const isLocked = files.locks.length > 0 || files.ownPylocks.length > 0;
  const newer = excludedNewer(spec, settings, files);
  const unfollowed = isLocked
    ? []
    : [...settings.ofLock, ...(hasIndex(spec) ? [] : settings.ofIndex)].map(withoutLock);
  const errors = [
    ...settings.errors,
    ...unfollowed,
    ...newer.errors,
    ...(isLocked ? [] : conflicting(spec, settings)),
  ];
  if (errors.length > 0) throw new DiagnosticError(errors);
  const { excludeNewer } = newer;
  return {
    spec: {
      ...spec,
      index: withIndexes(spec, settings, files),
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

function hasIndex({ index }: Spec): boolean {
  return index.url !== undefined || index.extra.length > 0 || index.findLinks.length > 0;
}

/** The project's indexes, where grocker.yml names none and the lock, if there is one, is made with them. */
function withIndexes(
  spec: Spec,
  { indexes }: ProjectSettings,
  { locks }: Pick<ProjectFiles, 'locks'>,
): Spec['index'] {
  if (indexes === undefined || hasIndex(spec)) return spec.index;
  const isOfLock =
    locks.length === 0
      ? indexes.lock === UV_LOCK
      : locks.some(({ name }) => baseName(name) === indexes.lock);
  if (!isOfLock) return spec.index;
  const { url, extra, findLinks } = indexes;
  refuseCredentials(
    [...(url ? [url] : []), ...extra, ...findLinks].map(({ value, span }) => ({
      url: value,
      span,
    })),
  );
  return { ...spec.index, ...(url && { url }), extra, findLinks };
}

/** The day after which no package counts; of a span of time, the end that uv.lock has. */
function excludedNewer(
  spec: Spec,
  { excludeNewer, lockedNewer }: ProjectSettings,
  { locks }: Pick<ProjectFiles, 'locks'>,
): { readonly excludeNewer?: Located<string>; readonly errors: readonly Diagnostic[] } {
  const written = spec.excludeNewer ?? excludeNewer;
  if (written !== undefined) return { excludeNewer: written, errors: [] };
  if (lockedNewer === undefined) return { errors: [] };
  const lock = locks.find(({ name }) => baseName(name) === UV_LOCK);
  const day = lock && valueAt(tomlOf(lock), ['options', 'exclude-newer']);
  return typeof day === 'string'
    ? { excludeNewer: { value: day, span: lockedNewer.span }, errors: [] }
    : { errors: [withoutLock(lockedNewer)] };
}

/** Extras and groups that the project says exclude each other, where no lock says it. */
function conflicting(spec: Spec, { conflicts }: ProjectSettings): readonly Diagnostic[] {
  const isWanted = ({ kind, name }: Conflicting) =>
    (kind === 'extra' ? spec.extras : spec.groups).some(
      ({ value }) => normalizeName(value) === name,
    );
  return conflicts.flatMap(({ value, span }) => {
    const wanted = value.filter(isWanted);
    if (wanted.length < 2) return [];
    const names = wanted.map(({ kind, name }) => `the ${kind} ${name}`).join(' and ');
    const message = `${names} exclude each other (tool.uv.conflicts)`;
    return [errorAt(span, 'project-setting', message, `Ask for one of them in ${spec.file}.`)];
  });
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
  const tool = /^tool\.(\w+)\./.exec(value)?.[1] ?? 'uv';
  const help: Help = /index|links|source/.test(value)
    ? `Run \`${tool} lock\` and commit what it writes, or say under \`index\` in grocker.yml where packages come from.`
    : value.includes('exclude-newer')
      ? `Run \`${tool} lock\` and commit what it writes, or write a day, such as \`exclude_newer: "2026-01-31"\` in grocker.yml.`
      : `Run \`${tool} lock\` and commit what it writes.`;
  return errorAt(span, 'project-setting', message, help);
}

/** The spec with the versions that the image has, for builds that have to use the same ones. */
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

/** The lines as they are if there is nothing to add: a lock identifies its question by them. */
function withMore(lines: string, more: readonly Located<string>[]): string {
  if (more.length === 0) return lines;
  return [lines, ...more.map(({ value }) => value)].join('\n').trim();
}

/** No group is installed by default. */
function ungrouped(spec: Spec, groups: readonly Located<string>[]): readonly Diagnostic[] {
  const missing = groups.filter(({ value }) => !spec.groups.some((each) => each.value === value));
  const [first] = missing;
  if (first === undefined) return [];
  const names = missing.map(({ value }) => value).join(', ');
  return [
    {
      code: 'default-groups',
      severity: 'info',
      message: `no group is installed by default: ${names} is left out`,
      span: first.span,
      help: `Write \`groups: [${names}]\` in ${spec.file} if the image needs it.`,
    },
  ];
}
