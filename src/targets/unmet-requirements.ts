import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { writtenRequirements } from '../project/written-requirements.ts';
import { normalizeName } from '../python/name.ts';
import type { Requirement } from '../python/requirement.ts';
import { specifierContains } from '../python/specifier.ts';
import type { Audit } from '../result/audit.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import type { PlannedImage } from './planned.ts';
import { isWanted, readRequirement } from './requires-dist.ts';

/**
 * Requirements of the project's wheel (core metadata, Requires-Dist) that no installed package meets: its lock is not
 * made for it, or its back end names more than its files tell.
 */
export function unmetRequirements(
  { spec, target, files }: Pick<PlannedImage, 'spec' | 'target' | 'files'>,
  { requires, distributions }: Audit,
): readonly Diagnostic[] {
  if (spec.project === undefined) return [];
  const { project } = files;
  const installed = new Map(distributions.map(({ name, version }) => [name, version]));
  const others = replacedNames(project?.table);
  const extras = spec.extras.map(({ value }) => normalizeName(value));
  return requires.flatMap((text): Diagnostic[] => {
    const requirement = readRequirement(text);
    if (requirement === undefined || others.has(requirement.name)) return [];
    if (!isWanted(requirement, extras, target)) return [];
    const version = installed.get(requirement.name);
    if (version !== undefined && isMet(requirement, version)) return [];
    const place = writtenRequirements(spec, project?.pyproject).find(
      ({ name }) => name === requirement.name,
    );
    const found = version === undefined ? 'is not installed' : `is installed as ${version}`;
    return [
      {
        code: 'missing-requirement',
        severity: 'error',
        message: `${project?.metadata?.displayName ?? 'the project'} requires ${requirement.text}, and ${requirement.name} ${found}`,
        span: place?.span ?? spec.project?.span ?? { file: spec.file, start: START, end: START },
        help: 'Lock again, so that the lock has what the project requires, or correct what it requires.',
      },
    ];
  });
}

const START = { line: 1, column: 1 };

/** A requirement that names a url says nothing of the version. */
function isMet({ url, specifiers }: Requirement, version: string): boolean {
  return url !== undefined || specifierContains(specifiers, version);
}

/** For packages that uv or PDM are configured to replace or leave out: the content of the lock is intended. */
function replacedNames(table: unknown): ReadonlySet<string> {
  const lists = [
    ['tool', 'uv', 'override-dependencies'],
    ['tool', 'uv', 'exclude-dependencies'],
    ['tool', 'pdm', 'resolution', 'excludes'],
  ];
  const listed = lists.flatMap((path) => {
    const value = valueAt(table, path);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  });
  const overrides = tableEntries(valueAt(table, ['tool', 'pdm', 'resolution', 'overrides']));
  const names = [...listed, ...(overrides?.keys() ?? [])].flatMap(
    (text) => /^\s*([A-Za-z0-9][\w.-]*)/.exec(text)?.[1] ?? [],
  );
  return new Set(names.map(normalizeName));
}
