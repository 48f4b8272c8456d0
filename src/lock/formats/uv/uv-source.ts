import { contextPath } from '../../../paths/context-path.ts';
import type { Fields } from '../../fields.ts';
import { fileNameOfPath, fileNameOfUrl, isWheelName } from '../../file-name.ts';
import type { LockedFile, LockedFiles } from '../../locked-file.ts';
import { sha256OfHash } from '../../sha256.ts';
import type { UvSource } from './uv-lock.ts';

const trees = ['editable', 'directory', 'virtual'] as const;

/** `source = { … }` of a package. */
export function readUvSource(table: Fields, directory: string): UvSource {
  const source = table.requiredTable('source');
  for (const kind of trees) {
    const written = source.text(kind);
    if (written !== undefined) {
      return { kind, path: contextPath(directory, written) ?? null, written };
    }
  }
  const git = source.text('git');
  if (git !== undefined) return readGit(source, git);
  if (source.has('url')) {
    const subdirectory = source.text('subdirectory');
    return { kind: 'url', ...(subdirectory === undefined ? {} : { subdirectory }) };
  }
  if (source.has('path')) return { kind: 'path' };
  source.requiredText('registry');
  return { kind: 'registry' };
}

/** `https://…/x.git?subdirectory=a&rev=v1#0123…`. */
function readGit(source: Fields, written: string): UvSource {
  const match = /^([^?#]+)(?:\?([^#]*))?#([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(written);
  const [, url, query = '', commit] = match ?? [];
  if (url === undefined || commit === undefined) {
    throw source.error(
      'lock-field',
      'git',
      `\`${written}\` is not a url with a commit after \`#\``,
    );
  }
  const parameters = new URLSearchParams(query);
  const subdirectory = parameters.get('subdirectory');
  const path = parameters.get('path');
  return {
    kind: 'git',
    url,
    commit: commit.toLowerCase(),
    ...(subdirectory === null ? {} : { subdirectory }),
    ...(path === null ? {} : { path }),
  };
}

/** Where the files of a package are: each has its own url or path, or shares that of its source. */
interface Origin {
  readonly url?: string;
  readonly path?: string | null;
  /** Directory that paths are relative to, relative to the context; null if it is outside. */
  readonly base: string | null;
}

/** `sdist = …` and `wheels = […]` of a package. */
export function readUvFiles(table: Fields, source: UvSource, directory: string): LockedFiles {
  if (source.kind !== 'registry' && source.kind !== 'url' && source.kind !== 'path') {
    return { wheels: [] };
  }
  const origin = readOrigin(table.requiredTable('source'), source, directory);
  const sdist = table.table('sdist');
  const wheels = readWheels(table, origin);
  if (sdist !== undefined) return { wheels, sdist: readFile(sdist, origin) };
  // A url or path without a hash has no entry of its own: its source is all there is.
  if (wheels.length === 0 && source.kind !== 'registry') {
    const file = sharedFile(table, origin, null);
    return isWheelName(file.file) ? { wheels: [file] } : { wheels, sdist: file };
  }
  return { wheels };
}

/** A wheel as nearly all are written. */
interface PlainWheel {
  readonly url: string;
  readonly hash: string;
  readonly size: number;
}

function isPlain(wheel: unknown): wheel is PlainWheel {
  return (
    typeof wheel === 'object' &&
    wheel !== null &&
    'url' in wheel &&
    typeof wheel.url === 'string' &&
    'hash' in wheel &&
    typeof wheel.hash === 'string' &&
    'size' in wheel &&
    typeof wheel.size === 'number'
  );
}

/** Wheels are most of a lock: the plain ones are read without what only errors need. */
function readWheels(table: Fields, origin: Origin): readonly LockedFile[] {
  const raw = table.value('wheels');
  if (!Array.isArray(raw) || !raw.every(isPlain)) {
    return table.tables('wheels').map((wheel) => readFile(wheel, origin));
  }
  return raw.map(({ url, hash, size }) => ({
    file: fileNameOfUrl(url),
    url,
    sha256: sha256OfHash(hash),
    size,
  }));
}

function readOrigin(source: Fields, { kind }: UvSource, directory: string): Origin {
  if (kind === 'url') return { url: source.requiredText('url'), base: directory };
  if (kind === 'path')
    return { path: inContext(directory, source.requiredText('path')), base: directory };
  const registry = source.requiredText('registry');
  // A directory of files (find-links) is a registry too.
  const isUrl = /^[a-z][a-z0-9+.-]+:\/\//i.test(registry);
  return { base: isUrl ? directory : inContext(directory, registry) };
}

function inContext(base: string | null, path: string): string | null {
  return base === null ? null : (contextPath(base, path) ?? null);
}

function sharedFile(table: Fields, { url, path }: Origin, sha256: string | null): LockedFile {
  if (url !== undefined) return { file: fileNameOfUrl(url), url, sha256 };
  if (path === undefined) {
    throw table.error('lock-field', undefined, 'a file needs `url` or `path`');
  }
  return { file: fileNameOfPath(table.text('filename') ?? path ?? ''), path, sha256 };
}

function readFile(table: Fields, origin: Origin): LockedFile {
  const sha256 = sha256OfHash(table.text('hash'));
  const bytes = table.wholeNumber('size');
  const size = bytes === undefined ? {} : { size: bytes };
  const url = table.text('url');
  if (url !== undefined) return { file: fileNameOfUrl(url), url, sha256, ...size };
  const written = table.text('path');
  if (written === undefined) return { ...sharedFile(table, origin, sha256), ...size };
  return { file: fileNameOfPath(written), path: inContext(origin.base, written), sha256, ...size };
}
