import type { SourceText } from '../../../diagnostics/source-text.ts';
import { isValidName, normalizeName } from '../../../python/name.ts';
import { contextPath, directoryOf } from '../../../paths/context-path.ts';
import { checkPackageCount } from '../../check-package-count.ts';
import { checkedDocument, tomlDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import { fileNameOfPath, fileNameOfUrl } from '../../file-name.ts';
import type { LockedFile } from '../../locked-file.ts';
import { isCommit, sha256OfDigits } from '../../sha256.ts';
import { tableLines } from '../../../toml/table-lines.ts';
import type { PylockLock, PylockPackage, PylockSource } from './pylock-lock.ts';

/** Reads pylock.toml and pylock.NAME.toml (PEP 751, "File format"). */
export function readPylock(source: SourceText): PylockLock {
  const root = Fields.of(checkedDocument(tomlDocument(source)));
  checkVersion(root);
  const tables = root.tables('packages');
  checkPackageCount(root, 'packages', tables.length);
  const lines = tableLines(source.text, 'packages', tables.length);
  const directory = directoryOf(source.name);
  return {
    format: 'pylock',
    file: source.name,
    missing: [],
    diagnostics: [],
    requiresPython: root.text('requires-python') ?? null,
    environments: root.texts('environments'),
    extras: root.texts('extras').map(normalizeName),
    groups: root.texts('dependency-groups').map(normalizeName),
    defaultGroups: root.texts('default-groups').map(normalizeName),
    packages: tables.map((table, index) => readPackage(table, directory, lines[index] ?? 1)),
  };
}

/** "Installers MUST raise an error if the major version is not supported" (PEP 751, `lock-version`). */
function checkVersion(root: Fields): void {
  const version = root.requiredText('lock-version');
  if (/^1(\.\d+)*$/.test(version)) return;
  throw root.error(
    'lock-version',
    'lock-version',
    `lock-version ${version} of pylock.toml is not supported: 1.0 is`,
    'Write the lock again with a tool that writes lock-version 1.0.',
  );
}

function readPackage(table: Fields, directory: string, line: number): PylockPackage {
  const name = table.requiredText('name');
  if (!isValidName(name))
    throw table.error('lock-field', 'name', `\`${name}\` is not a package name`);
  const marker = table.text('marker');
  const requiresPython = table.text('requires-python');
  return {
    name: normalizeName(name),
    version: table.text('version') ?? null,
    ...(marker === undefined ? {} : { marker }),
    ...(requiresPython === undefined ? {} : { requiresPython }),
    line,
    source: readSource(table, directory),
  };
}

function readSource(table: Fields, directory: string): PylockSource {
  const vcs = table.table('vcs');
  if (vcs !== undefined) return readVcs(vcs);
  const tree = table.table('directory');
  if (tree !== undefined) {
    const editable = tree.boolean('editable');
    const written = joined(tree, tree.requiredText('path'));
    return { kind: 'directory', path: contextPath(directory, written) ?? null, written, editable };
  }
  const archive = table.table('archive');
  if (archive !== undefined) {
    const subdirectory = archive.text('subdirectory');
    return {
      kind: 'archive',
      file: readFile(archive, directory),
      ...(subdirectory === undefined ? {} : { subdirectory }),
    };
  }
  const sdist = table.table('sdist');
  const wheels = table.tables('wheels');
  if (sdist === undefined && wheels.length === 0) {
    throw table.error(
      'lock-field',
      undefined,
      `package \`${table.requiredText('name')}\` has no wheels, sdist, archive, directory or vcs`,
    );
  }
  return {
    kind: 'files',
    wheels: wheels.map((wheel) => readFile(wheel, directory)),
    ...(sdist === undefined ? {} : { sdist: readFile(sdist, directory) }),
  };
}

/** A directory of the lock may have a subdirectory next to its path. */
function joined(table: Fields, path: string): string {
  const subdirectory = table.text('subdirectory');
  return subdirectory === undefined ? path : `${path}/${subdirectory}`;
}

function readVcs(vcs: Fields): PylockSource {
  const subdirectory = vcs.text('subdirectory');
  const url = vcs.text('url') ?? vcs.requiredText('path');
  const commit = vcs.requiredText('commit-id');
  // Nothing is installed for other systems.
  if (vcs.requiredText('type') === 'git' && !isCommit(commit)) {
    throw vcs.error('lock-field', 'commit-id', `\`${commit}\` is no commit`);
  }
  return {
    kind: 'vcs',
    type: vcs.requiredText('type'),
    url,
    commit: commit.toLowerCase(),
    ...(subdirectory === undefined ? {} : { subdirectory }),
  };
}

/**
 * `name` "is not required if the last part of path or url is it" and some writers normalise it:
 * the url counts, then the path, then the name (PEP 751, `packages.wheels.name`).
 */
function readFile(table: Fields, directory: string): LockedFile {
  const url = table.text('url');
  const size = table.wholeNumber('size');
  const written = table.text('path');
  const name = table.text('name');
  const hashes = table.table('hashes');
  const sha256 = sha256OfDigits(hashes?.text('sha256'));
  const isHashedOtherwise = hashes !== undefined && hashes.keys.length > 0 && sha256 === null;
  const common = {
    sha256,
    ...(isHashedOtherwise ? { isHashedOtherwise } : {}),
    ...(size === undefined ? {} : { size }),
  };
  if (url !== undefined) {
    const fromUrl = fileNameOfUrl(url);
    return { file: fromUrl === '' ? (name ?? '') : fromUrl, url, ...common };
  }
  const path = written ?? table.requiredText('path');
  return { file: fileNameOfPath(path), path: contextPath(directory, path) ?? null, ...common };
}
