import type { SourceText } from '../../diagnostics/source-text.ts';
import type { Located } from '../../diagnostics/span.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import { NO_SETTINGS, type ProjectIndexes, type ProjectSettings } from './project-settings.ts';
import { PDM_PROJECT } from './other-setting-names.ts';
import { tomlOf } from './toml-of.ts';
import { settingsTreated } from './uv-setting-names.ts';

const RESOLUTION = ['tool', 'pdm', 'resolution'];
const SOURCE = ['tool', 'pdm', 'source'];
const OPTIONS = ['tool', 'pdm', 'options'];

/**
 * The settings of PDM for choosing and building (PDM, "Configure the project" and "Configurations").
 *
 * @param configuration pdm.toml, the configuration of a project.
 */
export function pdmSettings(
  pyproject: SourceText,
  table: unknown,
  configuration?: SourceText,
): ProjectSettings {
  const span = (path: readonly (string | number)[]) =>
    tomlSpan(pyproject, path) ?? pyproject.span(0, 0);
  const resolution = tableEntries(valueAt(table, RESOLUTION));
  const keys = settingsTreated('of-lock', PDM_PROJECT)
    .map((name) => name.replace('resolution.', ''))
    .filter((key) => resolution?.has(key));
  const options = [...(tableEntries(valueAt(table, OPTIONS)) ?? [])];
  const [command] = options.flatMap(([name, words]) =>
    Array.isArray(words) && words.includes('--no-isolation') ? [name] : [],
  );
  const configured = configuration && tomlOf(configuration);
  const isShared = valueAt(configured, ['build_isolation']) === false;
  const indexes = indexesOf(pyproject, table, configuration);
  return {
    ...NO_SETTINGS,
    ofLock: keys.map((key) => ({
      value: [...RESOLUTION, key].join('.'),
      span: span([...RESOLUTION, key]),
    })),
    ofIndex:
      valueAt(table, SOURCE) === undefined
        ? []
        : [{ value: SOURCE.join('.'), span: span([...SOURCE, 0]) }],
    ...(indexes && { indexes }),
    ...(command !== undefined && {
      notIsolated: { value: true as const, span: span([...OPTIONS, command]) },
    }),
    ...(configuration !== undefined &&
      isShared && {
        notIsolated: {
          value: true as const,
          span: tomlSpan(configuration, ['build_isolation']) ?? configuration.span(0, 0),
        },
      }),
  };
}

/** Sources, of which that with the name `pypi` is in the place of the default one, as `pypi.url` of pdm.toml is. */
function indexesOf(
  pyproject: SourceText,
  table: unknown,
  configuration: SourceText | undefined,
): ProjectIndexes | undefined {
  const listed = valueAt(table, SOURCE);
  const extra: Located<string>[] = [];
  const findLinks: Located<string>[] = [];
  const configured = configuration && valueAt(tomlOf(configuration), ['pypi', 'url']);
  let url: Located<string> | undefined =
    configuration !== undefined && typeof configured === 'string'
      ? {
          value: configured,
          span: tomlSpan(configuration, ['pypi', 'url']) ?? configuration.span(0, 0),
        }
      : undefined;
  for (const [at, each] of (Array.isArray(listed) ? listed : []).entries()) {
    const source = tableEntries(each);
    const value = source?.get('url');
    if (typeof value !== 'string' || !/^https?:\/\//i.test(value)) continue;
    const place = { value, span: tomlSpan(pyproject, [...SOURCE, at]) ?? pyproject.span(0, 0) };
    if (source?.get('type') === 'find_links') findLinks.push(place);
    else if (source?.get('name') === 'pypi') url = place;
    else extra.push(place);
  }
  if (url === undefined && extra.length + findLinks.length === 0) return undefined;
  return { ...(url && { url }), extra, findLinks, lock: 'pdm.lock' };
}
