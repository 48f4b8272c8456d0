import type { SourceText } from '../../diagnostics/source-text.ts';
import type { Located, Span } from '../../diagnostics/span.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import { tomlOf } from './toml-of.ts';
import { OF_PROJECT } from './uv-setting-names.ts';

/** The settings of uv that hold for a directory, each with its place. */
export interface UvTables {
  readonly has: (key: string) => boolean;
  readonly get: (key: string) => unknown;
  readonly span: (path: readonly (string | number)[]) => Span;
  /** A list of texts, or a single one. */
  readonly texts: (key: string) => readonly Located<string>[];
  /** As a person knows it: `tool.uv.index`, or `index of uv.toml`. */
  readonly nameOf: (key: string) => string;
}

const AT = ['tool', 'uv'];

/**
 * The table [tool.uv]. If there is a uv.toml next to it, only that has the settings that are not about the project (uv,
 * "Configuration files"). undefined if neither says anything.
 */
export function uvTables(
  pyproject: SourceText,
  table: unknown,
  configuration: SourceText | undefined,
): UvTables | undefined {
  const own = tableEntries(valueAt(table, AT));
  const other = configuration && tableEntries(tomlOf(configuration));
  if (own === undefined && other === undefined) return undefined;
  const isOther = (key: string) => other !== undefined && !OF_PROJECT.has(key);
  const get = (key: string): unknown => (isOther(key) ? other?.get(key) : own?.get(key));
  const span: UvTables['span'] = (path) => {
    const [key] = path;
    if (configuration !== undefined && isOther(String(key))) {
      return tomlSpan(configuration, path) ?? configuration.span(0, 0);
    }
    return tomlSpan(pyproject, [...AT, ...path]) ?? pyproject.span(0, 0);
  };
  return {
    get,
    span,
    has: (key) => get(key) !== undefined,
    texts: (key) => {
      const value = get(key);
      if (typeof value === 'string') return [{ value, span: span([key]) }];
      return Array.isArray(value)
        ? value.flatMap((each: unknown, index) =>
            typeof each === 'string' ? [{ value: each, span: span([key, index]) }] : [],
          )
        : [];
    },
    nameOf: (key) => (isOther(key) ? `${key} of ${configuration?.name ?? ''}` : `tool.uv.${key}`),
  };
}
