import { errorAt } from '../../diagnostics/error-at.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import type { Located, Span } from '../../diagnostics/span.ts';
import { normalizeName } from '../../python/name.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import { NO_SETTINGS, type ProjectSettings } from './project-settings.ts';

const AT = ['tool', 'uv'];

/** Settings of uv that decide what is resolved, which is why uv alone can follow them: its lock has the answer. */
const OF_LOCK = [
  'override-dependencies',
  'exclude-dependencies',
  'dependency-metadata',
  'exclude-newer-package',
  'fork-strategy',
  'index-strategy',
  'prerelease',
  'resolution',
] as const;

/** Where uv finds packages; `index` of grocker.yml takes their place. */
const OF_INDEX = ['index', 'index-url', 'extra-index-url', 'find-links', 'no-index'] as const;

/** What [tool.uv] says of building and choosing (uv, "Settings"). */
export function uvSettings(pyproject: SourceText, table: unknown): ProjectSettings {
  const settings = tableEntries(valueAt(table, AT));
  if (settings === undefined) return NO_SETTINGS;
  const span = (path: readonly (string | number)[]): Span =>
    tomlSpan(pyproject, [...AT, ...path]) ?? pyproject.span(0, 0);
  const texts = (key: string): readonly Located<string>[] => {
    const value = settings.get(key);
    return Array.isArray(value)
      ? value.flatMap((each: unknown, index) =>
          typeof each === 'string' ? [{ value: each, span: span([key, index]) }] : [],
        )
      : [];
  };
  const names = (key: string) =>
    texts(key).map(({ value, span }) => ({ value: normalizeName(value), span }));
  const errors: Diagnostic[] = [];
  const refuse = (key: string, why: string, help: string) => {
    if (settings.get(key) !== undefined && settings.get(key) !== false) {
      errors.push(errorAt(span([key]), 'project-setting', `tool.uv.${key} ${why}`, help));
    }
  };
  refuse('no-binary', 'forbids every wheel', 'name the packages in `tool.uv.no-binary-package`');
  refuse(
    'config-settings',
    'is for every build',
    'name the packages in `tool.uv.config-settings-package`, or write it under `compile` in grocker.yml',
  );
  const newer = settings.get('exclude-newer');
  const day = typeof newer === 'string' && /^\d{4}-\d\d-\d\d/.test(newer) ? newer : undefined;
  const isolation = settings.get('no-build-isolation') === true;
  const unresolved = [
    ...OF_LOCK,
    ...(newer !== undefined && day === undefined ? ['exclude-newer'] : []),
  ];
  return {
    ...NO_SETTINGS,
    errors,
    buildConstraints: texts('build-constraint-dependencies'),
    constraints: texts('constraint-dependencies'),
    noBinary: names('no-binary-package'),
    onlyBinary: settings.get('no-build') === true ? true : names('no-build-package'),
    ...(day !== undefined && { excludeNewer: { value: day, span: span(['exclude-newer']) } }),
    notIsolated: isolation
      ? { value: true, span: span(['no-build-isolation']) }
      : { value: names('no-build-isolation-package'), span: span(['no-build-isolation-package']) },
    defaultGroups: texts('default-groups'),
    ofLock: unresolved
      .filter((key) => settings.has(key))
      .map((key) => ({ value: `tool.uv.${key}`, span: span([key]) })),
    ofIndex: OF_INDEX.filter((key) => settings.has(key)).map((key) => ({
      value: `tool.uv.${key}`,
      span: span(Array.isArray(settings.get(key)) ? [key, 0] : [key]),
    })),
    compile: compileSettings(settings, span),
  };
}

function compileSettings(
  settings: ReadonlyMap<string, unknown>,
  span: (path: readonly (string | number)[]) => Span,
): ProjectSettings['compile'] {
  const perPackage = (key: string) => [...(tableEntries(settings.get(key)) ?? [])];
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
  return [
    ...perPackage('extra-build-dependencies').map(([name, wanted]) => ({
      name: normalizeName(name),
      span: span(['extra-build-dependencies', name]),
      requires: list(wanted).flatMap((each, index) => {
        const table = tableEntries(each);
        const text = table?.get('requirement') ?? each;
        if (typeof text !== 'string') return [];
        const place = { span: span(['extra-build-dependencies', name, index]) };
        const isOfRuntime = table?.get('match-runtime') === true;
        return [{ value: text, ...place, ...(isOfRuntime && { matchRuntime: true as const }) }];
      }),
    })),
    ...perPackage('extra-build-variables').map(([name, variables]) => ({
      name: normalizeName(name),
      span: span(['extra-build-variables', name]),
      envs: [...(tableEntries(variables) ?? [])].map(([variable, value]) => ({
        name: variable,
        value: String(value),
      })),
    })),
    ...perPackage('config-settings-package').map(([name, values]) => ({
      name: normalizeName(name),
      span: span(['config-settings-package', name]),
      configSettings: [...(tableEntries(values) ?? [])].map(([key, value]) => ({
        key,
        values: list(value).map(String),
      })),
    })),
  ];
}
