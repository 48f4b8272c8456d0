import type { SourceText } from '../../diagnostics/source-text.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import { NO_SETTINGS, type ProjectSettings } from './project-settings.ts';

const RESOLUTION = ['tool', 'pdm', 'resolution'];
const SOURCE = ['tool', 'pdm', 'source'];
const OPTIONS = ['tool', 'pdm', 'options'];

/** What PDM is told of choosing and building (PDM, "Configure the project"). */
export function pdmSettings(pyproject: SourceText, table: unknown): ProjectSettings {
  const span = (path: readonly (string | number)[]) =>
    tomlSpan(pyproject, path) ?? pyproject.span(0, 0);
  const resolution = tableEntries(valueAt(table, RESOLUTION));
  const keys = ['overrides', 'excludes', 'allow-prereleases'].filter((key) => resolution?.has(key));
  const options = [...(tableEntries(valueAt(table, OPTIONS)) ?? [])];
  const [command] = options.flatMap(([name, words]) =>
    Array.isArray(words) && words.includes('--no-isolation') ? [name] : [],
  );
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
    ...(command !== undefined && {
      notIsolated: { value: true as const, span: span([...OPTIONS, command]) },
    }),
  };
}
