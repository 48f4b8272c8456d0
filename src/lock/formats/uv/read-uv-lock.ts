import type { SourceText } from '../../../diagnostics/source-text.ts';
import { normalizeName } from '../../../python/name.ts';
import { checkPackageCount } from '../../check-package-count.ts';
import { directoryOf } from '../../../paths/context-path.ts';
import { checkedDocument, tomlDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import type { LockInput } from '../../lock-input.ts';
import { tableLines } from '../../../toml/table-lines.ts';
import { groupPythons, lockedGroupPythons } from './group-pythons.ts';
import { checkScriptFreshness, isScriptLock } from './script-freshness.ts';
import { checkUvFreshness } from './uv-freshness.ts';
import type { UvConflictItem, UvLock, UvPackage, UvRootRequirement } from './uv-lock.ts';
import { readDependencies, PackageIndex } from './uv-dependencies.ts';
import { readUvSource, readUvFiles } from './uv-source.ts';

/** Reads uv.lock version 1, any revision, and looks whether it belongs to its pyproject.toml. */
export function readUvLock({ source, pyproject, readFile }: LockInput): UvLock {
  const { lock, root } = readAlone(source);
  const { diagnostics, missing } = isScriptLock(source.name)
    ? checkScriptFreshness(lock, root, readFile)
    : checkUvFreshness(lock, root, pyproject, readFile);
  return { ...withGroupPythons(lock, root, pyproject, readFile), diagnostics, missing };
}

/** Before revision 5 only pyproject.toml says which Pythons a group is for. */
function withGroupPythons(
  lock: UvLock,
  root: Fields,
  pyproject: SourceText | undefined,
  readFile: LockInput['readFile'],
): UvLock {
  if ((root.wholeNumber('revision') ?? 0) >= 5) return lock;
  const pythons = (source: SourceText | undefined) =>
    source?.text.includes('requires-python') === true
      ? groupPythons(Fields.of(tomlDocument(source)))
      : {};
  const packages = lock.packages.map((locked) => {
    const { source, groupNames } = locked;
    if (!('written' in source) || source.path === null || groupNames.length === 0) return locked;
    const file = `${source.path}/pyproject.toml`;
    const own = source.path === lock.directory ? pyproject : readFile?.(file);
    return { ...locked, groupPythons: pythons(own) };
  });
  const isProject = packages.some((locked) => isAt(locked.source, lock.directory));
  return { ...lock, packages, groupPythons: isProject ? {} : pythons(pyproject) };
}

function isAt(source: UvPackage['source'], directory: string): boolean {
  return 'written' in source && source.path === directory;
}

function readAlone(source: SourceText): { readonly lock: UvLock; readonly root: Fields } {
  const root = Fields.of(checkedDocument(tomlDocument(source)));
  checkVersion(root);
  // Before version 1 was settled the tables were called `distribution`.
  const key = root.has('package') || !root.has('distribution') ? 'package' : 'distribution';
  const tables = root.tables(key);
  checkPackageCount(root, key, tables.length);
  const lines = tableLines(source.text, key, tables.length);
  const directory = directoryOf(source.name);
  const index = new PackageIndex(tables);
  const manifest = root.table('manifest');
  const lock: UvLock = {
    format: 'uv',
    file: source.name,
    missing: [],
    diagnostics: [],
    directory,
    requiresPython: root.text('requires-python') ?? null,
    environments: root.texts('supported-markers'),
    conflicts: readConflicts(root),
    members: manifest?.texts('members').map(normalizeName) ?? [],
    requirements: manifest?.tables('requirements').map(readRootRequirement) ?? [],
    groups: readRecord(manifest?.table('dependency-groups'), (table, name) =>
      table.tables(name).map(readRootRequirement),
    ),
    groupPythons: lockedGroupPythons(manifest?.table('group-requires-python')) ?? {},
    packages: tables.map((table, at) => readPackage(table, index, directory, lines[at] ?? 1)),
  };
  return { lock, root };
}

function checkVersion(root: Fields): void {
  const version = root.wholeNumber('version');
  if (version === 1) return;
  const found = version === undefined ? 'a missing version' : `version ${version}`;
  throw root.error(
    'lock-version',
    'version',
    `${found} of uv.lock is not supported: 1 is`,
    'Write it again with `uv lock`, of a uv that writes version 1.',
  );
}

function readConflicts(root: Fields): readonly (readonly UvConflictItem[])[] {
  const value = root.value('conflicts');
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    throw root.error('lock-field', 'conflicts', '`conflicts` should be an array of arrays');
  }
  // The sets are arrays without a key of their own: each is read as a table with one.
  return value.map((set: unknown) =>
    new Fields(root.document, { conflicts: set }).tables('conflicts').map(readConflictItem),
  );
}

function readConflictItem(table: Fields): UvConflictItem {
  const extra = table.text('extra');
  const group = table.text('group');
  return {
    package: normalizeName(table.requiredText('package')),
    ...(extra === undefined ? {} : { extra: normalizeName(extra) }),
    ...(group === undefined ? {} : { group: normalizeName(group) }),
  };
}

function readRootRequirement(table: Fields): UvRootRequirement {
  const marker = table.text('marker');
  return {
    name: normalizeName(table.requiredText('name')),
    extras: table.texts('extras').map(normalizeName),
    ...(marker === undefined ? {} : { marker }),
  };
}

/** A table of lists by name, its names normalised. */
function readRecord<Item>(
  table: Fields | undefined,
  read: (table: Fields, name: string) => readonly Item[],
): Readonly<Record<string, readonly Item[]>> {
  if (table === undefined) return {};
  return Object.fromEntries(table.keys.map((name) => [normalizeName(name), read(table, name)]));
}

function readPackage(
  table: Fields,
  index: PackageIndex,
  directory: string,
  line: number,
): UvPackage {
  const name = normalizeName(table.requiredText('name'));
  const source = readUvSource(table, directory);
  const extras = readRecord(table.table('optional-dependencies'), (of, extra) =>
    readDependencies(of, extra, index),
  );
  // The table of all groups is called `dev-dependencies`.
  const groups = readRecord(
    table.table('dev-dependencies') ?? table.table('dependency-groups'),
    (of, group) => readDependencies(of, group, index),
  );
  const metadata = table.table('metadata');
  const requiresDev = metadata?.table('requires-dev') ?? metadata?.table('dependency-groups');
  return {
    name,
    version: table.text('version') ?? null,
    line,
    source,
    files: readUvFiles(table, source, directory),
    forks: table.texts('resolution-markers'),
    dependencies: readDependencies(table, 'dependencies', index),
    extras,
    groups,
    extraNames: names(Object.keys(extras), metadata?.texts('provides-extras') ?? []),
    groupNames: names(Object.keys(groups), requiresDev?.keys ?? []),
    groupPythons: lockedGroupPythons(table.table('group-requires-python')) ?? {},
  };
}

function names(own: readonly string[], declared: readonly string[]): readonly string[] {
  return [...new Set([...own, ...declared.map(normalizeName)])].sort();
}
