import { errorAt } from '../../diagnostics/error-at.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { ParseError } from '../../diagnostics/parse-error.ts';
import type { Located, Span } from '../../diagnostics/span.ts';
import { parsePoetryConstraint } from '../../lock/formats/poetry/poetry-constraint.ts';
import { normalizeName } from '../../python/name.ts';
import { formatSpecifiers } from '../../python/specifier.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import {
  NO_SETTINGS,
  type PackageBuild,
  type ProjectIndexes,
  type ProjectSettings,
} from './project-settings.ts';
import { tomlOf } from './toml-of.ts';

const CONSTRAINTS = ['tool', 'poetry', 'build-constraints'];
const GROUP = ['tool', 'poetry', 'group'];
const SOURCE = ['tool', 'poetry', 'source'];

/**
 * The settings of Poetry for building: build constraints of pyproject.toml, and poetry.toml (Poetry, "Configuration").
 */
export function poetrySettings(
  pyproject: SourceText,
  table: unknown,
  configuration: SourceText | undefined,
): ProjectSettings {
  const constraints = [...(tableEntries(valueAt(table, CONSTRAINTS)) ?? [])].map(
    ([name, wanted]): PackageBuild => ({
      name: normalizeName(name),
      span: tomlSpan(pyproject, [...CONSTRAINTS, name]) ?? pyproject.span(0, 0),
      buildConstraints: [...(tableEntries(wanted) ?? [])].flatMap(([of, constraint]) =>
        requirementsOf(of, constraint),
      ),
    }),
  );
  const settings = configuration === undefined ? NO_SETTINGS : installerSettings(configuration);
  const indexes = poetryIndexes(pyproject, table);
  return {
    ...settings,
    ...(indexes && { indexes }),
    defaultGroups: installedGroups(pyproject, table),
    compile: [...constraints, ...settings.compile],
  };
}

/** Groups that Poetry installs unasked: all that are not optional. */
function installedGroups(pyproject: SourceText, table: unknown): readonly Located<string>[] {
  const groups = [...(tableEntries(valueAt(table, GROUP)) ?? [])];
  return groups.flatMap(([name, group]) =>
    name === 'main' || tableEntries(group)?.get('optional') === true
      ? []
      : [{ value: name, span: tomlSpan(pyproject, [...GROUP, name]) ?? pyproject.span(0, 0) }],
  );
}

/** Sources of every package (Poetry, "Repositories"): those that are not explicit, the primary ones first. */
function poetryIndexes(pyproject: SourceText, table: unknown): ProjectIndexes | undefined {
  const listed = valueAt(table, SOURCE);
  const sources = (Array.isArray(listed) ? listed : []).flatMap((each: unknown, at) => {
    const source = tableEntries(each);
    const name = source?.get('name');
    const priority = source?.get('priority') ?? 'primary';
    const span = tomlSpan(pyproject, [...SOURCE, at]) ?? pyproject.span(0, 0);
    const isPublic = typeof name === 'string' && name.toLowerCase() === 'pypi';
    return priority === 'explicit' ? [] : [{ url: source?.get('url'), priority, isPublic, span }];
  });
  const located = (isPrimary: boolean) =>
    sources.flatMap(({ url, priority, span }) =>
      typeof url === 'string' && (priority === 'primary' || priority === 'default') === isPrimary
        ? [{ value: url, span }]
        : [],
    );
  const [primary, others] = [located(true), located(false)];
  if (primary.length + others.length === 0) return undefined;
  // If there is a primary source, the default index counts only if it is named.
  const last = sources.some(({ isPublic }) => isPublic) ? undefined : primary.at(-1);
  const extra = [...primary.filter((each) => each !== last), ...others];
  return { ...(last && { url: last }), extra, findLinks: [], lock: 'poetry.lock' };
}

function installerSettings(source: SourceText): ProjectSettings {
  const installer = tableEntries(valueAt(tomlOf(source), ['installer']));
  const span = (key: string): Span =>
    tomlSpan(source, ['installer', key]) ?? tomlSpan(source, ['installer']) ?? source.span(0, 0);
  const words = (key: string): readonly Located<string>[] => {
    const value = installer?.get(key);
    const list: readonly unknown[] = Array.isArray(value)
      ? value
      : typeof value === 'string'
        ? value.split(',')
        : [];
    return list
      .flatMap((each) => (typeof each === 'string' ? [each.trim()] : []))
      .filter((each) => each !== '' && each !== ':none:')
      .map((each) => ({ value: each, span: span(key) }));
  };
  const isAll = (key: string) =>
    installer?.get(key) === true || words(key).some(({ value }) => value === ':all:');
  const names = (key: string) =>
    words(key).map(({ value, span }) => ({ value: normalizeName(value), span }));
  const builds =
    tableEntries(installer?.get('build-config-settings')) ?? new Map<string, unknown>();
  return {
    ...NO_SETTINGS,
    errors: isAll('no-binary')
      ? [
          errorAt(
            span('no-binary'),
            'project-setting',
            'installer.no-binary forbids every wheel',
            'Name the packages there.',
          ),
        ]
      : [],
    noBinary: isAll('no-binary') ? [] : names('no-binary'),
    onlyBinary: isAll('only-binary') ? true : names('only-binary'),
    compile: [...builds].map(([name, values]) => ({
      name: normalizeName(name),
      span: span('build-config-settings'),
      configSettings: [...(tableEntries(values) ?? [])].map(([key, value]) => ({
        key,
        values: (Array.isArray(value) ? value : [value]).map(String),
      })),
    })),
  };
}

function requirementsOf(name: string, constraint: unknown): readonly string[] {
  const text = tableEntries(constraint)?.get('version') ?? constraint;
  if (typeof text !== 'string') return [];
  try {
    const [specifiers = []] = parsePoetryConstraint(text);
    return [`${name}${formatSpecifiers(specifiers).replaceAll(/(?<=[<>=~])0!/g, '')}`];
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}
