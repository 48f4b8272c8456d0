import { normalizeName } from '../../../python/name.ts';
import { parseSdistName } from '../../../python/sdist-name.ts';
import { compareVersions, parseVersion } from '../../../python/version.ts';
import { parseWheelName } from '../../../python/wheel-name.ts';
import { checkPackageCount } from '../../check-package-count.ts';
import { contextPath, directoryOf } from '../../../paths/context-path.ts';
import { checkedDocument, tomlDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import { fileNameOfPath, fileNameOfUrl, isWheelName } from '../../file-name.ts';
import { listedFiles } from '../../listed-files.ts';
import { listed } from '../../listed.ts';
import type { LockInput } from '../../lock-input.ts';
import type { LockedFile, LockedFiles } from '../../locked-file.ts';
import type { PackageSource } from '../../package-source.ts';
import { isCommit, sha256OfHash } from '../../sha256.ts';
import { tableLines } from '../../../toml/table-lines.ts';
import { checkPoetryFreshness } from './poetry-freshness.ts';
import type { PoetryDependency, PoetryLock, PoetryPackage } from './poetry-lock.ts';
import { readPoetryProject } from './read-poetry-project.ts';
import { readPoetryDependencies, readPoetryExtras } from './read-poetry-dependencies.ts';

/** Reads poetry.lock, lock-version 1.0 to 2.x; before 2.1 pyproject.toml belongs to it. */
export function readPoetryLock(input: LockInput): PoetryLock {
  const { source } = input;
  const root = Fields.of(checkedDocument(tomlDocument(source)));
  const metadata = root.requiredTable('metadata');
  const version = metadata.requiredText('lock-version');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (!/^[12]\.\d+$/.test(version)) {
    throw metadata.error(
      'lock-version',
      'lock-version',
      `lock-version ${version} of poetry.lock is not supported: 1.0 to 2.x are`,
      'Write it again with `poetry lock`.',
    );
  }
  const hasGroups = major === 2 && minor >= 1;
  const pyproject =
    input.pyproject === undefined ? undefined : Fields.of(tomlDocument(input.pyproject, 'bigint'));
  if (pyproject === undefined && !hasGroups) {
    throw metadata.error(
      'lock-file-missing',
      'lock-version',
      `poetry.lock of lock-version ${version} needs its pyproject.toml`,
      'Put pyproject.toml next to it, or write the lock again with a newer `poetry lock`.',
    );
  }
  const tables = root.tables('package');
  checkPackageCount(root, 'package', tables.length);
  const lines = tableLines(source.text, 'package', tables.length);
  const context: PackageContext = {
    directory: directoryOf(source.name),
    /** Before 2.0 the files of all packages are in one table. */
    files: metadata.table('files'),
  };
  const packages = tables.map((table, at) => readPackage(table, context, lines[at] ?? 1));
  const poetry = pyproject?.table('tool')?.table('poetry');
  const project = hasGroups ? undefined : readPoetryProject(pyproject?.table('project'));
  const roots = { ...readRoots(poetry), ...(project && { main: project.dependencies }) };
  const rootExtras = project?.extras ?? readPoetryExtras(poetry?.table('extras'));
  const name = pyproject?.table('project')?.text('name') ?? poetry?.text('name');
  return {
    format: 'poetry',
    file: source.name,
    missing: [],
    diagnostics: checkPoetryFreshness(source, metadata, pyproject),
    pythonVersions: metadata.text('python-versions') ?? '*',
    hasGroups,
    extraNames: unique([
      ...Object.keys(readPoetryExtras(root.table('extras'))),
      ...Object.keys(rootExtras),
      ...keysOf(pyproject?.table('project')?.table('optional-dependencies')),
    ]),
    groupNames: unique([
      ...packages.flatMap(({ groups }) => groups),
      ...Object.keys(roots),
      ...keysOf(pyproject?.table('dependency-groups')),
    ]).filter((group) => group !== 'main'),
    packages,
    roots,
    rootExtras,
    name: name === undefined ? null : normalizeName(name),
  };
}

function keysOf(table: Fields | undefined): readonly string[] {
  return table?.keys.map(normalizeName) ?? [];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function readRoots(
  poetry: Fields | undefined,
): Readonly<Record<string, readonly PoetryDependency[]>> {
  const roots: Record<string, readonly PoetryDependency[]> = {
    main: readPoetryDependencies(poetry?.table('dependencies')),
  };
  const dev = poetry?.table('dev-dependencies');
  if (dev !== undefined) roots['dev'] = readPoetryDependencies(dev);
  const groups = poetry?.table('group');
  for (const group of groups?.keys ?? []) {
    const name = normalizeName(group);
    const table = groups?.requiredTable(group).table('dependencies');
    roots[name] = [...listed(roots, name), ...readPoetryDependencies(table)];
  }
  return roots;
}

interface PackageContext {
  readonly directory: string;
  readonly files: Fields | undefined;
}

function readPackage(table: Fields, context: PackageContext, line: number): PoetryPackage {
  const name = table.requiredText('name');
  const groups = table.texts('groups').map(normalizeName);
  const source = table.table('source');
  return {
    name: normalizeName(name),
    version: table.requiredText('version'),
    line,
    groups,
    markers: readMarkers(table, groups),
    pythonVersions: table.text('python-versions') ?? '*',
    dependencies: readPoetryDependencies(table.table('dependencies')),
    extras: readPoetryExtras(table.table('extras')),
    files: readFiles(table, name, source, context),
    source: source === undefined ? { kind: 'index' } : readSource(source, table, context),
  };
}

/** One marker for all groups, or a table of one by group. */
function readMarkers(table: Fields, groups: readonly string[]): Readonly<Record<string, string>> {
  const value = table.value('markers');
  if (value === undefined) return {};
  if (typeof value === 'string') return Object.fromEntries(groups.map((group) => [group, value]));
  const markers = table.requiredTable('markers');
  return Object.fromEntries(
    markers.keys.map((group) => [normalizeName(group), markers.requiredText(group)]),
  );
}

function readSource(source: Fields, table: Fields, { directory }: PackageContext): PackageSource {
  const type = source.requiredText('type');
  const sub = source.text('subdirectory');
  const subdirectory = sub === undefined ? {} : { subdirectory: sub };
  switch (type) {
    case 'git': {
      const commit = source.requiredText('resolved_reference');
      if (!isCommit(commit)) {
        throw source.error('lock-field', 'resolved_reference', `\`${commit}\` is no commit`);
      }
      return {
        kind: 'git',
        url: source.requiredText('url'),
        commit: commit.toLowerCase(),
        ...subdirectory,
      };
    }
    case 'directory': {
      const written = source.requiredText('url');
      const path = contextPath(directory, written) ?? null;
      return { kind: 'directory', path, written, editable: table.boolean('develop') };
    }
    case 'file':
    case 'url':
      return { kind: 'file', direct: type === 'url', ...subdirectory };
    case 'legacy':
      return { kind: 'index' };
    default:
      throw source.error('lock-field', 'type', `sources of type \`${type}\` are not known`);
  }
}

function readFiles(
  table: Fields,
  name: string,
  source: Fields | undefined,
  context: PackageContext,
): LockedFiles {
  const own = table.has('files') ? table.tables('files') : context.files?.tables(name);
  const listed = (own ?? []).map(readFile);
  const type = source?.text('type');
  if (source !== undefined && (type === 'file' || type === 'url')) {
    const at = source.requiredText('url');
    const file = type === 'url' ? fileNameOfUrl(at) : fileNameOfPath(at);
    const sha256 = listed.find((one) => one.file === file)?.sha256 ?? listed[0]?.sha256 ?? null;
    const where =
      type === 'url' ? { url: at } : { path: contextPath(context.directory, at) ?? null };
    const one: LockedFile = { file, sha256, ...where };
    return isWheelName(file) ? { wheels: [one] } : { wheels: [], sdist: one };
  }
  if (table.has('files')) return listedFiles(listed);
  const { hashes = [] } = listedFiles(listed);
  return { ...listedFiles(ofVersion(listed, name, table.requiredText('version'))), hashes };
}

/**
 * Before 2.0 the table of a name has the files of every version that is locked; files without a version in their names
 * are kept.
 */
function ofVersion(files: readonly LockedFile[], name: string, text: string): LockedFile[] {
  const version = parseVersion(text);
  return files.filter(({ file }) => {
    const own = (parseWheelName(file) ?? parseSdistName(file, name))?.version;
    return version === undefined || own === undefined || compareVersions(own, version) === 0;
  });
}

function readFile(table: Fields): LockedFile {
  const url = table.text('url');
  const sha256 = sha256OfHash(table.requiredText('hash'));
  if (url === undefined) return { file: table.requiredText('file'), sha256 };
  return { file: table.text('file') ?? fileNameOfUrl(url), url, sha256 };
}
