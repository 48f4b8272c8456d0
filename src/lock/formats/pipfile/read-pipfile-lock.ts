import { normalizeName } from '../../../python/name.ts';
import { isSdistFile } from '../../../python/sdist-name.ts';
import { checkPackageCount } from '../../check-package-count.ts';
import { contextPath, directoryOf } from '../../../paths/context-path.ts';
import { checkedDocument, jsonDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import { fileNameOfPath, fileNameOfUrl, isWheelName } from '../../file-name.ts';
import type { LockInput } from '../../lock-input.ts';
import type { LockedFile } from '../../locked-file.ts';
import { isCommit, sha256OfHash } from '../../sha256.ts';
import { keyLines } from './key-lines.ts';
import { checkPipfileFreshness } from './pipfile-freshness.ts';
import type { PipfileLock, PipfilePackage, PipfileSource } from './pipfile-lock.ts';

/** Reads Pipfile.lock, pipfile-spec 6; `input.pyproject` is its Pipfile. */
export function readPipfileLock(input: LockInput): PipfileLock {
  const { source } = input;
  const root = Fields.of(checkedDocument(jsonDocument(source)));
  const meta = root.requiredTable('_meta');
  const specification = meta.wholeNumber('pipfile-spec');
  if (specification !== 6) {
    throw meta.error(
      'lock-version',
      'pipfile-spec',
      `${specification === undefined ? 'a missing pipfile-spec' : `pipfile-spec ${specification}`} of Pipfile.lock is not supported: 6 is`,
      'Write it again with `pipenv lock`.',
    );
  }
  const requires = meta.table('requires');
  const names = root.keys.filter((key) => key !== '_meta');
  const count = names.reduce((sum, name) => sum + root.requiredTable(name).keys.length, 0);
  checkPackageCount(root, '_meta', count);
  const lines = keyLines(source.text);
  const sections = Object.fromEntries(
    names.map((name) => [
      name === 'default' || name === 'develop' ? name : normalizeName(name),
      readSection(root.requiredTable(name), directoryOf(source.name), (key) => lines(name, key)),
    ]),
  );
  const urls = meta.tables('sources').map((table) => table.requiredText('url'));
  return {
    format: 'pipfile',
    file: source.name,
    missing: [],
    diagnostics: checkPipfileFreshness(source, meta, sections, input.pyproject),
    python: requires?.text('python_full_version') ?? requires?.text('python_version') ?? null,
    indexes: {
      ...(urls[0] === undefined ? {} : { url: urls[0] }),
      extra: urls.slice(1),
      findLinks: [],
      noIndex: false,
    },
    sections,
  };
}

function readSection(
  table: Fields,
  directory: string,
  line: (key: string) => number,
): readonly PipfilePackage[] {
  return table.keys.map((key) => {
    const entry = table.requiredTable(key);
    const marker = entry.text('markers');
    const version = entry.text('version');
    return {
      name: normalizeName(key),
      version: version?.replace(/^===?/, '') ?? null,
      line: line(key),
      ...(marker === undefined ? {} : { marker }),
      source: readSource(entry, key, directory),
    };
  });
}

function readSource(entry: Fields, key: string, directory: string): PipfileSource {
  const hashes = entry.texts('hashes').flatMap((hash) => sha256OfHash(hash) ?? []);
  const git = entry.text('git');
  if (git !== undefined) {
    const commit = entry.requiredText('ref');
    if (!isCommit(commit)) {
      throw entry.error('lock-field', 'ref', `\`${commit}\` is no commit`);
    }
    const subdirectory = entry.text('subdirectory');
    return {
      kind: 'git',
      // Pipenv keeps the form that the Pipfile has.
      url: git.replace(/^git\+(?=https?:\/\/|ssh:\/\/)/, ''),
      commit: commit.toLowerCase(),
      ...(subdirectory === undefined ? {} : { subdirectory }),
    };
  }
  const written = entry.text('path') ?? entry.text('file');
  const version = entry.text('version') ?? '*';
  if (written === undefined && !version.startsWith('==')) {
    const extras = entry.texts('extras').join(',');
    const named = extras === '' ? key : `${key}[${extras}]`;
    return { kind: 'open', requirement: version === '*' ? named : named + version };
  }
  if (written === undefined) return { kind: 'index', hashes: [...new Set(hashes)].sort() };
  const isUrl = /^https?:\/\//i.test(written);
  const file = isUrl ? fileNameOfUrl(written) : fileNameOfPath(written);
  if (!isUrl && !isWheelName(file) && !isSdistFile(file)) {
    const path = contextPath(directory, written) ?? null;
    return { kind: 'directory', path, written, editable: entry.boolean('editable') };
  }
  const sha256 = hashes[0] ?? null;
  const one: LockedFile = isUrl
    ? { file, url: written.replace(/#[^]*$/s, ''), sha256 }
    : { file, path: contextPath(directory, written) ?? null, sha256 };
  return {
    kind: 'file',
    direct: isUrl,
    files: isWheelName(file) ? { wheels: [one] } : { wheels: [], sdist: one },
  };
}
