import { normalizeName } from '../../../python/name.ts';
import { ParseError } from '../../../diagnostics/parse-error.ts';
import { parseRequirement } from '../../../python/requirement.ts';
import { formatSpecifiers } from '../../../python/specifier.ts';
import type { Fields } from '../../fields.ts';
import type { PoetryDependency } from './poetry-lock.ts';

/** The requirements of a project's `project` table, which Poetry 2 reads in place of its own. */
export interface PoetryProject {
  readonly dependencies: readonly PoetryDependency[];
  /** Names by extra. */
  readonly extras: Readonly<Record<string, readonly string[]>>;
}

/** Undefined if the table leaves dependencies to `tool.poetry`. */
export function readPoetryProject(project: Fields | undefined): PoetryProject | undefined {
  if (project === undefined || project.texts('dynamic').includes('dependencies')) return undefined;
  const optional = project.table('optional-dependencies');
  if (!project.has('dependencies') && optional === undefined) return undefined;
  const extras = (optional?.keys ?? []).map(
    (key) => [normalizeName(key), optional ? dependencies(optional, key, true) : []] as const,
  );
  return {
    dependencies: [
      ...dependencies(project, 'dependencies', false),
      ...extras.flatMap(([, wanted]) => wanted),
    ],
    extras: Object.fromEntries(
      extras.map(([extra, wanted]) => [extra, wanted.map(({ name }) => name)]),
    ),
  };
}

function dependencies(table: Fields, key: string, optional: boolean): readonly PoetryDependency[] {
  return table.texts(key).map((text) => {
    try {
      const { name, specifiers, extras, markerText } = parseRequirement(text);
      return {
        name,
        constraint: specifiers.length === 0 ? '*' : formatSpecifiers(specifiers),
        ...(markerText === undefined ? {} : { marker: markerText }),
        optional,
        extras,
      };
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      throw table.error('lock-field', key, `\`${text}\` is no requirement: ${error.message}`);
    }
  });
}
