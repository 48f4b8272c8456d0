import { normalizeName } from '../../../python/name.ts';
import { isSdistFile } from '../../../python/sdist-name.ts';
import { checkPackageCount } from '../../check-package-count.ts';
import { contextPath, directoryOf } from '../../../paths/context-path.ts';
import { checkedDocument, tomlDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import { fileNameOfPath, fileNameOfUrl, isWheelName } from '../../file-name.ts';
import { listedFiles } from '../../listed-files.ts';
import type { LockInput } from '../../lock-input.ts';
import type { LockedFile, LockedFiles } from '../../locked-file.ts';
import type { PackageSource } from '../../package-source.ts';
import { isCommit, sha256OfHash } from '../../sha256.ts';
import { tableLines } from '../../../toml/table-lines.ts';
import { checkPdmFreshness } from './pdm-freshness.ts';
import type { PdmLock, PdmPackage, PdmTarget } from './pdm-lock.ts';
import { readPdmRoots } from './pdm-roots.ts';

/** Reads pdm.lock, lock_version 4.x; without `inherit_metadata` pyproject.toml belongs to it. */
export function readPdmLock(input: LockInput): PdmLock {
  const { source } = input;
  const root = Fields.of(checkedDocument(tomlDocument(source)));
  const metadata = root.requiredTable('metadata');
  const version = metadata.requiredText('lock_version');
  if (!/^4(?:\.\d+)*$/.test(version)) {
    throw metadata.error(
      'lock-version',
      'lock_version',
      `lock_version ${version} of pdm.lock is not supported: 4.0 to 4.5 are`,
      'Write it again with `pdm lock`.',
    );
  }
  const hasGroups = metadata.texts('strategy').includes('inherit_metadata');
  const pyproject =
    input.pyproject === undefined ? undefined : Fields.of(tomlDocument(input.pyproject, 'bigint'));
  if (pyproject === undefined && !hasGroups) {
    throw metadata.error(
      'lock-file-missing',
      'lock_version',
      'pdm.lock without the strategy inherit_metadata needs its pyproject.toml',
      'Put pyproject.toml next to it, or run `pdm lock --strategy inherit_metadata`.',
    );
  }
  const tables = root.tables('package');
  checkPackageCount(root, 'package', tables.length);
  const lines = tableLines(source.text, 'package', tables.length);
  const directory = directoryOf(source.name);
  // Before 4.3 the files of all packages are in one table, by `name version`.
  const files = metadata.table('files');
  const packages = tables.map((table, at) => readPackage(table, directory, files, lines[at] ?? 1));
  const locked = metadata.has('groups') ? metadata.texts('groups').map(normalizeName) : null;
  const { name, roots, extras, groups } = readPdmRoots(pyproject);
  const others = (locked ?? []).filter((name) => name !== 'default');
  return {
    format: 'pdm',
    file: source.name,
    missing: [],
    diagnostics: checkPdmFreshness(source, metadata, pyproject),
    targets: readTargets(metadata, pyproject),
    hasGroups,
    extraNames: pyproject === undefined ? others : extras,
    groupNames: pyproject === undefined ? others : groups,
    lockedGroups: locked,
    packages,
    roots,
    name,
  };
}

function readTargets(metadata: Fields, pyproject: Fields | undefined): readonly PdmTarget[] {
  const targets = metadata.tables('targets').map((target): PdmTarget => {
    const requiresPython = target.text('requires_python');
    const platform = target.text('platform');
    const implementation = target.text('implementation');
    return {
      ...(requiresPython === undefined ? {} : { requiresPython }),
      ...(platform === undefined ? {} : { platform }),
      ...(implementation === undefined ? {} : { implementation }),
    };
  });
  const requiresPython = pyproject?.table('project')?.text('requires-python');
  if (targets.length > 0 || requiresPython === undefined) return targets;
  return [{ requiresPython }];
}

function readPackage(
  table: Fields,
  directory: string,
  files: Fields | undefined,
  line: number,
): PdmPackage {
  const name = table.requiredText('name');
  const version = table.text('version') ?? null;
  const marker = table.text('marker');
  return {
    name: normalizeName(name),
    version,
    extras: table.texts('extras').map(normalizeName),
    line,
    groups: table.texts('groups').map(normalizeName),
    ...(marker === undefined ? {} : { marker }),
    dependencies: table.texts('dependencies'),
    files: readFiles(table, files?.has(`${name} ${version ?? ''}`) ? files : undefined, directory),
    source: readSource(table, directory),
  };
}

function readSource(table: Fields, directory: string): PackageSource {
  const sub = table.text('subdirectory');
  const subdirectory = sub === undefined ? {} : { subdirectory: sub };
  const git = table.text('git');
  if (git !== undefined) {
    const commit = table.requiredText('revision');
    if (!isCommit(commit)) {
      throw table.error('lock-field', 'revision', `\`${commit}\` is no commit`);
    }
    return { kind: 'git', url: git, commit: commit.toLowerCase(), ...subdirectory };
  }
  const written = table.text('path');
  if (written !== undefined && !isFile(written)) {
    const path = contextPath(directory, written) ?? null;
    return { kind: 'directory', path, written, editable: table.boolean('editable') };
  }
  if (written !== undefined) return { kind: 'file', direct: false, ...subdirectory };
  if (table.has('url')) return { kind: 'file', direct: true, ...subdirectory };
  return { kind: 'index' };
}

function isFile(path: string): boolean {
  return isWheelName(path) || isSdistFile(path);
}

function readFiles(table: Fields, shared: Fields | undefined, directory: string): LockedFiles {
  const key = `${table.requiredText('name')} ${table.text('version') ?? ''}`;
  const listed = (shared?.tables(key) ?? table.tables('files')).map(readFile);
  const url = table.text('url');
  const path = table.text('path');
  if (url !== undefined || (path !== undefined && isFile(path))) {
    const file = url === undefined ? fileNameOfPath(path ?? '') : fileNameOfUrl(url);
    const sha256 = listed.find((one) => one.file === file)?.sha256 ?? listed[0]?.sha256 ?? null;
    const where =
      url === undefined
        ? { path: contextPath(directory, path ?? '') ?? null }
        : { url: url.replace(/#[^]*$/s, '') };
    const one: LockedFile = { file, sha256, ...where };
    return isWheelName(file) ? { wheels: [one] } : { wheels: [], sdist: one };
  }
  return listedFiles(listed);
}

/** `static_urls` writes a url in place of the file's name. */
function readFile(table: Fields): LockedFile {
  const url = table.text('url');
  const sha256 = sha256OfHash(table.requiredText('hash'));
  if (url === undefined) return { file: table.requiredText('file'), sha256 };
  const plain = url.replace(/#[^]*$/s, '');
  return { file: table.text('file') ?? fileNameOfUrl(plain), url: plain, sha256 };
}
