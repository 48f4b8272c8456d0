/**
 * A project's own metadata: the table `[project]` of pyproject.toml.
 * PEP 621; pyproject.toml specification, "Declaring project metadata".
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { parseEntryPoint } from './entry-points.ts';
import type { EntryPoint, EntryPoints } from './entry-points.ts';
import type { Locate } from '../toml/locate.ts';
import { isValidName, normalizeName } from './name.ts';
import type { NormalizedName } from './name.ts';
import { parseRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { parseSpecifiers } from './specifier.ts';
import type { Specifier } from './specifier.ts';
import { TableReader } from '../toml/table-reader.ts';
import { formatVersion, parseVersion } from './version.ts';

export interface ProjectMetadata {
  readonly name: NormalizedName;
  /** As written. */
  readonly displayName: string;
  /** In its normal form; undefined if it is dynamic. */
  readonly version: string | undefined;
  /** Fields that the build back end provides. */
  readonly dynamic: readonly string[];
  readonly requiresPython: readonly Specifier[];
  readonly dependencies: readonly Requirement[];
  readonly optionalDependencies: ReadonlyMap<NormalizedName, readonly Requirement[]>;
  /** `console_scripts` and `gui_scripts` come from scripts and gui-scripts. */
  readonly entryPoints: EntryPoints;
}

export interface ReadProject {
  /** Undefined if the table is absent or has no name. */
  readonly project: ProjectMetadata | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The metadata of a parsed pyproject.toml; malformed fields are left out and reported.
 *
 * @param name of a project that is never built, which needs neither a name nor a version of its own.
 */
export function readProjectMetadata(
  pyproject: unknown,
  locate?: Locate,
  name?: string,
): ReadProject {
  const root = TableReader.of(pyproject, locate);
  const table = root.table('project');
  const project = table && readProject(table, name);
  return { project, diagnostics: root.diagnostics };
}

function readProject(table: TableReader, name: string | undefined): ProjectMetadata | undefined {
  const fields = table.indexedTexts('dynamic');
  for (const [field, index] of fields) {
    const path = ['dynamic', index];
    if (field === 'name') table.report('may not be `name`', path);
    else if (table.has(field)) table.report(`names \`${field}\`, which is given`, path);
  }
  const dynamic = fields.map(([field]) => field);
  const version = readVersion(table, dynamic, name !== undefined);
  const requiresPython = readRequiresPython(table);
  const dependencies = table.parseTexts('dependencies', parseRequirement);
  const optionalDependencies = readOptionalDependencies(table);
  const entryPoints = readEntryPoints(table);
  const displayName = readName(table, name);
  if (displayName === undefined) return undefined;
  return {
    name: normalizeName(displayName),
    displayName,
    version,
    dynamic,
    requiresPython,
    dependencies,
    optionalDependencies,
    entryPoints,
  };
}

function readName(table: TableReader, instead: string | undefined): string | undefined {
  const name = table.text('name');
  if (name !== undefined && isValidName(name)) return name;
  if (name === undefined && instead !== undefined) return instead;
  if (!table.has('name')) table.report('is required', ['name']);
  else if (name !== undefined) table.report(`\`${name}\` is not a valid name`, ['name']);
  return undefined;
}

function readVersion(
  table: TableReader,
  dynamic: readonly string[],
  isOptional: boolean,
): string | undefined {
  const text = table.text('version');
  if (text === undefined) {
    if (!isOptional && !table.has('version') && !dynamic.includes('version')) {
      table.report('is required, or must be named in `dynamic`', ['version']);
    }
    return undefined;
  }
  const version = parseVersion(text);
  if (version !== undefined) return formatVersion(version);
  table.report(`\`${text}\` is not a version`, ['version']);
  return undefined;
}

function readRequiresPython(table: TableReader): readonly Specifier[] {
  const text = table.text('requires-python');
  if (text === undefined) return [];
  return table.parse(['requires-python'], () => parseSpecifiers(text)) ?? [];
}

function readOptionalDependencies(
  table: TableReader,
): ReadonlyMap<NormalizedName, readonly Requirement[]> {
  const optional = new Map<NormalizedName, readonly Requirement[]>();
  const extras = table.table('optional-dependencies');
  for (const extra of extras?.keys ?? []) {
    const name = normalizeName(extra);
    if (!isValidName(extra)) extras?.report('is not a valid name of an extra', [extra]);
    else if (optional.has(name)) extras?.report('is the same extra as an earlier one', [extra]);
    else if (extras !== undefined) optional.set(name, extras.parseTexts(extra, parseRequirement));
  }
  return optional;
}

function readEntryPoints(table: TableReader): EntryPoints {
  const groups = new Map<string, readonly EntryPoint[]>();
  const add = (group: string, entries: TableReader | undefined) => {
    if (entries !== undefined) groups.set(group, readEntryPointGroup(entries));
  };
  add('console_scripts', table.table('scripts'));
  add('gui_scripts', table.table('gui-scripts'));
  const others = table.table('entry-points');
  for (const group of others?.keys ?? []) {
    if (group === 'console_scripts' || group === 'gui_scripts') {
      others?.report('belongs in `scripts` or `gui-scripts`', [group]);
    } else {
      add(group, others?.table(group));
    }
  }
  return groups;
}

function readEntryPointGroup(entries: TableReader): readonly EntryPoint[] {
  return entries.keys.flatMap((name) => {
    const value = entries.text(name);
    if (value === undefined) return [];
    return entries.parse([name], () => parseEntryPoint(name, value)) ?? [];
  });
}
