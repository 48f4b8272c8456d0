import { posix } from 'node:path';
import { normalizeName } from '../../python/name.ts';
import { droppedFiles, type DroppedFiles } from './dropped-files.ts';
import type { ImageTree } from './image-tree.ts';

/** A package that a filesystem has, by its databases. */
export interface InstalledPackage {
  readonly kind: 'python' | 'deb' | 'apk';
  readonly name: string;
  readonly version: string;
  /** Requires-Dist; or names, of packages of the system. */
  readonly requires: readonly string[];
  /** Other names that it provides. */
  readonly provides: readonly string[];
  /** Paths of the filesystem, with what a link of a directory leads to. */
  readonly files: readonly string[];
  readonly dropped?: DroppedFiles;
}

/** Packages of Python and of the system, by name. */
export function installedPackages(tree: ImageTree): readonly InstalledPackage[] {
  return [...pythonPackages(tree), ...dpkgPackages(tree), ...apkPackages(tree)];
}

function textOf({ files }: ImageTree, path: string): string | undefined {
  return files.get(path)?.entry.text;
}

/** Characters of a name or a version; a longer one is no honest one. */
const LONGEST_WORD = 200;

function* pythonPackages(tree: ImageTree): Iterable<InstalledPackage> {
  for (const path of tree.files.keys()) {
    const [, place, info] =
      /^(.*)\/([^/]+\.(?:dist-info\/METADATA|egg-info\/PKG-INFO|egg-info))$/.exec(path) ?? [];
    // Debian's own are packages of the system.
    if (place === undefined || info === undefined || place.endsWith('/dist-packages')) continue;
    const headers = fields(textOf(tree, path) ?? '');
    const [name] = headers.get('name') ?? [];
    if (name === undefined) continue;
    const record = textOf(tree, path.replace(/METADATA$/, 'RECORD')) ?? '';
    const own = record.split('\n').flatMap((line) => {
      const [, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^,]+)),/.exec(line) ?? [];
      const written = quoted?.replaceAll('""', '"') ?? plain;
      return written === undefined ? [] : [posix.join(place, written)];
    });
    yield {
      kind: 'python',
      name: normalizeName(name).slice(0, LONGEST_WORD),
      version: (headers.get('version')?.[0] ?? '').slice(0, LONGEST_WORD),
      requires: headers.get('requires-dist') ?? [],
      provides: [],
      ...droppedFiles(textOf(tree, path.replace(/METADATA$/, 'slim.json'))),
      files: [...own, ...own.flatMap((each) => byteCode(tree, each)), path],
    };
  }
}

/** The byte code of a module, which installers do not record. */
function byteCode({ files }: ImageTree, path: string): readonly string[] {
  if (!path.endsWith('.py')) return [];
  const cache = `${posix.dirname(path)}/__pycache__/${posix.basename(path, '.py')}`;
  return pythonTags.map((tag) => `${cache}.${tag}.pyc`).filter((each) => files.has(each));
}

const pythonTags = Array.from({ length: 24 }, (_, minor) => `cpython-3${String(minor + 6)}`);

function* dpkgPackages(tree: ImageTree): Iterable<InstalledPackage> {
  const texts = [...tree.files.keys()].filter((path) =>
    /^var\/lib\/dpkg\/status(?:\.d\/(?!.*\.md5sums$)[^/]+)?$/.test(path),
  );
  for (const text of texts) {
    for (const stanza of (textOf(tree, text) ?? '').split(/\n{2,}/)) {
      const of = fields(stanza);
      const [name] = of.get('package') ?? [];
      const [status = 'install ok installed'] = of.get('status') ?? [];
      if (name === undefined || !status.endsWith(' installed')) continue;
      const [architecture = ''] = of.get('architecture') ?? [];
      const names = (field: string) =>
        (of.get(field) ?? []).flatMap((value) =>
          value.split(/[,|]/).map((each) => each.trim().replace(/[ (:].*$/s, '')),
        );
      const lists = [name, `${name}:${architecture}`].map(
        (each) => `var/lib/dpkg/info/${each}.list`,
      );
      const list = lists.flatMap((each) => textOf(tree, each) ?? []).join('\n');
      const own = list.split('\n').map((each) => merged(tree, each.slice(1)));
      yield {
        kind: 'deb',
        name,
        version: of.get('version')?.[0] ?? '',
        requires: [...names('depends'), ...names('pre-depends')],
        provides: names('provides'),
        files: [
          ...own,
          ...own.flatMap((each) => byteCode(tree, each)),
          ...lists,
          ...lists.flatMap((each) =>
            ['md5sums', 'postinst', 'prerm', 'postrm', 'preinst', 'triggers', 'conffiles'].map(
              (end) => each.replace(/list$/, end),
            ),
          ),
        ],
      };
    }
  }
}

function* apkPackages(tree: ImageTree): Iterable<InstalledPackage> {
  for (const stanza of (textOf(tree, 'lib/apk/db/installed') ?? '').split(/\n{2,}/)) {
    const lines = stanza.split('\n');
    const value = (key: string) => lines.find((line) => line.startsWith(`${key}:`))?.slice(2);
    const words = (key: string) =>
      (value(key) ?? '').split(' ').map((each) => each.replace(/[<>=~].*$/, ''));
    const name = value('P');
    if (name === undefined) continue;
    let directory = '';
    const files = lines.flatMap((line) => {
      if (line.startsWith('F:')) directory = line.slice(2);
      return line.startsWith('R:') ? [posix.join(directory, line.slice(2))] : [];
    });
    yield {
      kind: 'apk',
      name,
      version: value('V') ?? '',
      requires: words('D'),
      provides: words('p'),
      files: files
        .map((each) => merged(tree, each))
        .flatMap((each) => [each, ...byteCode(tree, each)]),
    };
  }
}

/** Headers by their name in lower case, continuation lines joined. */
function fields(text: string): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line === '') break;
    if (/^\s/.test(line)) {
      const value = last?.pop();
      if (value !== undefined) last?.push(`${value} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const key = line.slice(0, colon).toLowerCase();
    last = found.get(key) ?? [];
    last.push(line.slice(colon + 1).trim());
    found.set(key, last);
  }
  return found;
}

/** Today /bin and others are links into /usr, and databases still name the old places. */
function merged({ files }: ImageTree, path: string): string {
  const [first = '', ...rest] = path.split('/');
  const link = files.get(first)?.entry;
  if (rest.length === 0 || link?.kind !== 'symlink') return path;
  return posix.join(link.target.replace(/^\//, ''), ...rest);
}
