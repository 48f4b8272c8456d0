import { errorAt } from '../../diagnostics/error-at.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { ParseError } from '../../diagnostics/parse-error.ts';
import type { Located, Span } from '../../diagnostics/span.ts';
import { parsePoetryConstraint } from '../../lock/formats/poetry/poetry-constraint.ts';
import { normalizeName } from '../../python/name.ts';
import { formatSpecifiers } from '../../python/specifier.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import { NO_SETTINGS, type PackageBuild, type ProjectSettings } from './project-settings.ts';
import { tomlOf } from './toml-of.ts';

const CONSTRAINTS = ['tool', 'poetry', 'build-constraints'];

/** What Poetry is told of building: build constraints of pyproject.toml, and poetry.toml (Poetry, "Configuration"). */
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
  return { ...settings, compile: [...constraints, ...settings.compile] };
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
            'name the packages there',
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
