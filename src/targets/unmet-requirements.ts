import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { writtenRequirements } from '../project/written-requirements.ts';
import { evaluateMarker, MarkerEvaluationError } from '../python/evaluate-marker.ts';
import { parseMarker } from '../python/marker.ts';
import { normalizeName } from '../python/name.ts';
import { parseRequirement, type Requirement } from '../python/requirement.ts';
import { specifierContains } from '../python/specifier.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Audit } from '../result/audit.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import type { PlannedImage } from './planned.ts';

/**
 * What the wheel of the project requires (core metadata, Requires-Dist) and no installed package is: its lock is not
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
    const requirement = parsed(text);
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
        help: 'lock again, so that the lock has what the project requires, or correct what it requires',
      },
    ];
  });
}

const START = { line: 1, column: 1 };

function parsed(text: string): Requirement | undefined {
  try {
    return parseRequirement(text);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

function isWanted(
  { markerText }: Requirement,
  extras: readonly string[],
  { environment }: PythonTarget,
): boolean {
  if (markerText === undefined) return true;
  const marker = parseMarker(markerText);
  try {
    return evaluateMarker(marker, environment, { hasExtra: (name) => extras.includes(name) });
  } catch (error) {
    if (error instanceof MarkerEvaluationError) return false;
    throw error;
  }
}

/** A requirement that names a url says nothing of the version. */
function isMet({ url, specifiers }: Requirement, version: string): boolean {
  return url !== undefined || specifierContains(specifiers, version);
}

/** Of packages that uv or PDM are told to replace, or to leave out: what the lock has of them is meant so. */
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
