import { normalizeName } from '../../../python/name.ts';
import { ParseError } from '../../../diagnostics/parse-error.ts';
import { parseSpecifiers } from '../../../python/specifier.ts';
import type { Specifier } from '../../../python/specifier.ts';
import { contextPath } from '../../../paths/context-path.ts';
import type { Fields } from '../../fields.ts';
import type { DeclaredRequirement } from './declared-requirement.ts';
import { gitKey, registryKey, sourceKey, urlKey } from './declared-requirement.ts';
import { lockedIndex } from './index-key.ts';
import type { UvPyproject } from './uv-pyproject.ts';

/** One entry of `requires-dist` or of a group, in the form of the pyproject.toml that it came from. */
export function lockedRequirement(
  table: Fields,
  directory: string,
  { indexDirectories }: Pick<UvPyproject, 'indexDirectories'>,
): DeclaredRequirement {
  const name = normalizeName(table.requiredText('name'));
  const extras = table.texts('extras').map(normalizeName);
  const marker = table.text('marker');
  const source = lockedSource(table, directory);
  const versions = specifiers(table.text('specifier') ?? '') ?? [];
  const written = table.text('index');
  const index = written && lockedIndex(written, directory, indexDirectories);
  return {
    name,
    key:
      source === undefined
        ? registryKey(name, extras, versions, index)
        : sourceKey(name, extras, source),
    all: marker === undefined ? [] : [marker],
    none: [],
  };
}

function lockedSource(table: Fields, directory: string): string | undefined {
  const git = table.text('git');
  if (git !== undefined) {
    const [url = '', query = ''] = git.replace(/#[^]*$/s, '').split('?');
    const parameters = Object.fromEntries(new URLSearchParams(query));
    return gitKey(url, { ...parameters, subdirectory: parameters['subdirectory'] });
  }
  const url = table.text('url');
  if (url !== undefined) return `url ${urlKey(url)}`;
  for (const kind of ['path', 'directory', 'editable', 'virtual']) {
    const written = table.text(kind);
    if (written === undefined) continue;
    return `path ${contextPath(directory, written) ?? written}`;
  }
  return undefined;
}

/** The clauses of a text; undefined if it is not one. */
export function specifiers(text: string): readonly Specifier[] | undefined {
  try {
    return parseSpecifiers(text);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
