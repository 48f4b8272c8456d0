import type { Help } from '../../diagnostics/help.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import type { Located } from '../../diagnostics/span.ts';
import { normalizeName } from '../../python/name.ts';
import { dependencyGroupNames } from '../../python/dependency-groups.ts';
import { tableEntries } from '../../toml/table-reader.ts';
import { NO_SETTINGS, type Conflicting, type ProjectSettings } from './project-settings.ts';
import { uvIndexes } from './uv-indexes.ts';
import { settingsTreated } from './uv-setting-names.ts';
import { uvTables, type UvTables } from './uv-tables.ts';

/**
 * The settings of uv for building and choosing (uv, "Settings").
 *
 * @param configuration uv.toml next to it.
 * @param directory of both, relative to the context.
 */
export function uvSettings(
  pyproject: SourceText,
  table: unknown,
  configuration?: SourceText,
  directory = '.',
): ProjectSettings {
  const tables = uvTables(pyproject, table, configuration);
  if (tables === undefined) return NO_SETTINGS;
  const { get, span, texts, nameOf } = tables;
  const names = (key: string) =>
    texts(key).map((each) => ({ ...each, value: normalizeName(each.value) }));
  const named = (key: string): Located<string> => ({
    value: nameOf(key),
    span: span(Array.isArray(get(key)) ? [key, 0] : [key]),
  });
  const newer = get('exclude-newer');
  const isDay = typeof newer === 'string' && /^\d{4}-\d\d-\d\d/.test(newer);
  const isRelative = newer !== undefined && !isDay;
  const { indexes, unfollowed } = uvIndexes(tables, directory);
  const groups = dependencyGroupNames(table).map((value) => ({
    value,
    span: span(['default-groups']),
  }));
  return {
    ...NO_SETTINGS,
    errors: refusals(tables),
    buildConstraints: texts('build-constraint-dependencies'),
    constraints: texts('constraint-dependencies'),
    noBinary: names('no-binary-package'),
    onlyBinary: get('no-build') === true ? true : names('no-build-package'),
    ...(isDay && { excludeNewer: { value: newer, span: span(['exclude-newer']) } }),
    ...(isRelative && { lockedNewer: named('exclude-newer') }),
    notIsolated:
      get('no-build-isolation') === true
        ? { value: true, span: span(['no-build-isolation']) }
        : {
            value: names('no-build-isolation-package'),
            span: span(['no-build-isolation-package']),
          },
    defaultGroups: get('default-groups') === 'all' ? groups : texts('default-groups'),
    ofLock: settingsTreated('of-lock')
      .filter((key) => tables.has(key) && get(key) !== false)
      .map((key) => ({ value: nameOf(key), span: span([key]) })),
    ofIndex: unfollowed.map(named),
    ...(indexes && { indexes }),
    environments: texts('environments'),
    conflicts: conflictsOf(tables),
    compile: compileSettings(tables),
  };
}

const REFUSED: Readonly<Record<string, readonly [why: string, help: Help]>> = {
  'no-binary': ['forbids every wheel', 'Name the packages in `no-binary-package`.'],
  'config-settings': [
    'is for every build',
    'Name the packages in `config-settings-package`, or write it under `compile` in grocker.yml.',
  ],
  'require-build-hashes': [
    'asks for hashes of what builds use, which pyproject.toml has nowhere',
    'Run `grocker lock`, whose grocker.lock has them, and leave it out.',
  ],
};

function refusals({ get, span, nameOf }: UvTables): readonly Diagnostic[] {
  return Object.entries(REFUSED).flatMap(([key, [why, help]]) =>
    get(key) === undefined || get(key) === false
      ? []
      : [errorAt(span([key]), 'project-setting', `${nameOf(key)} ${why}`, help)],
  );
}

/** `conflicts`: lists of extras and groups. Those of other packages of a workspace are the lock's. */
function conflictsOf({ get, span }: UvTables): ProjectSettings['conflicts'] {
  const sets = get('conflicts');
  return (Array.isArray(sets) ? sets : []).flatMap((set: unknown, index) => {
    const items = (Array.isArray(set) ? set : []).flatMap((item: unknown): Conflicting[] => {
      const table = tableEntries(item);
      return (['extra', 'group'] as const).flatMap((kind) => {
        const name = table?.get(kind);
        return typeof name === 'string' ? [{ kind, name: normalizeName(name) }] : [];
      });
    });
    return items.length < 2 ? [] : [{ value: items, span: span(['conflicts', index]) }];
  });
}

function compileSettings({ get, span }: UvTables): ProjectSettings['compile'] {
  const perPackage = (key: string) => [...(tableEntries(get(key)) ?? [])];
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
