import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { rangeKey, tomlRanges, type Ranges } from '../toml/toml-ranges.ts';
import { controlCharacterIn } from '../toml/control-characters.ts';
import { TableReader, tableEntries } from '../toml/table-reader.ts';
import { contextPath } from '../paths/context-path.ts';
import { isFileName } from '../paths/file-name.ts';
import { isHttpUrl, isRepositoryUrl } from '../paths/http-url.ts';
import {
  systemStages,
  type LockedBuild,
  type LockedPython,
  type LockedSource,
  type LockedStage,
  type LockedFile,
  type ReadImage,
} from './grocker-lock.ts';
import type { SystemPackage } from './model.ts';
import { LOCK_REMEDY, lockFailure, parseGrockerLock } from './parse-grocker-lock.ts';
import { pinnedLines } from './pinned-lines.ts';

const WHEEL = /^[\w.+!-]+\.whl$/;
const SDIST = /^[\w.+!-]+\.(zip|tar\.\w+|tgz)$/;
const WHEEL_OR_SDIST = /^[\w.+!-]+\.(whl|zip|tar\.\w+|tgz)$/;

/**
 * Reads grocker.lock.
 *
 * @throws DiagnosticError with every field that is not as `grocker lock` writes it.
 */
export function readGrockerLock(source: SourceText): { readonly images: readonly ReadImage[] } {
  const root = parseGrockerLock(source);
  const reader = new Reader(source, root);
  checkTexts(source, Object.fromEntries(root), reader);
  const images = reader.images();
  if (reader.diagnostics.length > 0) throw new DiagnosticError(reader.diagnostics);
  return { images };
}

/** Any text may become a line or an argument of a step. */
function checkTexts(source: SourceText, root: unknown, reader: Reader): void {
  const path = controlCharacterIn(source.text, root, new Set());
  if (path === undefined) return;
  throw lockFailure('lock-field', `${source.name} has a control character`, reader.span(path));
}

type Path = readonly (string | number)[];

class Reader {
  readonly #source: SourceText;
  readonly #root: TableReader;
  /** The lines of files and commits, by checksum: found at once, where every other place is looked for only when it is told. */
  readonly #rows: ReadonlyMap<string, Span>;
  #ranges: Ranges | undefined;

  constructor(source: SourceText, root: ReadonlyMap<string, unknown>) {
    this.#source = source;
    this.#root = new TableReader(root, (path) => this.span(path));
    this.#rows = pinnedLines(source);
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#root.diagnostics.map(({ message, span }) => ({
      code: 'lock-field',
      severity: 'error',
      message: `${this.#source.name}: ${message}`,
      ...(span && { span }),
      help: LOCK_REMEDY,
    }));
  }

  /** The place of the value at a path, or of the nearest one around it. */
  span(path: Path): Span {
    this.#ranges ??= tomlRanges(this.#source.text);
    for (let length = path.length; length > 0; length--) {
      const range = this.#ranges.get(rangeKey(path.slice(0, length)));
      if (range) return this.#source.span(range.start, range.end);
    }
    return this.#source.span(0, 0);
  }

  images(): ReadImage[] {
    const version = this.#root.text('lock-version');
    if (version !== undefined && !/^1(\.\d+)*$/.test(version)) {
      throw lockFailure(
        'lock-version',
        `lock-version ${version} of ${this.#source.name} is not known: 1.0 is`,
        this.span(['lock-version']),
      );
    }
    if (version === undefined) this.#missing(this.#root, 'lock-version');
    return this.#tables(this.#root, [], 'image').map(([table, path]) => this.#image(table, path));
  }

  #image(table: TableReader, path: Path): ReadImage {
    return {
      platform: this.#text(table, 'platform'),
      base: this.#text(table, 'base'),
      reference: this.#text(table, 'reference'),
      python: this.#python(table),
      repositories: this.#tables(table, path, 'repository').map(([repository]) => {
        const key = repository.text('key');
        const named = { id: this.#text(repository, 'id'), line: this.#text(repository, 'line') };
        return { ...named, ...(key !== undefined && { key }) };
      }),
      stages: perStage((stage) => this.#stage(table, path, stage)),
      builds: this.#tables(table, path, 'build').map(([build, at]) => this.#build(build, at)),
      resolutions: this.#tables(table, path, 'resolution').map(([resolution, at]) => ({
        question: this.#text(resolution, 'question'),
        files: this.#tables(resolution, at, 'files').map(([row]) =>
          this.#file(row, WHEEL_OR_SDIST),
        ),
      })),
      downloads: this.#tables(table, path, 'download').map(([row]) => ({
        url: this.#url(row),
        sha256: this.#sha256(row),
      })),
      assets: this.#tables(table, path, 'asset').map(([row]) => ({
        from: this.#text(row, 'from'),
        ...(row.has('reference') && {
          reference: this.#matching(row, 'reference', PINNED_IMAGE, 'must have a digest'),
        }),
      })),
      place: (...below) => this.span([...path, ...below]),
    };
  }

  #python(table: TableReader): LockedPython {
    const python = table.table('python') ?? this.#missing(table, 'python');
    const [, name = '', version = ''] =
      /^(glibc|musl) (\d+\.\d+)$/.exec(this.#text(python, 'libc')) ?? [];
    if (name === '' && python.has('libc'))
      python.report('must be "glibc 2.41" or "musl 1.2"', ['libc']);
    return {
      version: this.#text(python, 'version'),
      executable: this.#text(python, 'executable'),
      libc: { name: name === 'musl' ? 'musl' : 'glibc', version },
      freeThreaded: python.value('free-threaded') === true,
    };
  }

  #stage(image: TableReader, path: Path, stage: string): LockedStage {
    const table = image.table(stage) ?? this.#missing(image, stage);
    return {
      requested: table.texts('requested'),
      packages: this.#tables(table, [...path, stage], 'packages').map(([row]) =>
        this.#package(row),
      ),
    };
  }

  #package(row: TableReader): SystemPackage {
    const sha256 = this.#sha256(row);
    return {
      name: this.#text(row, 'name'),
      version: this.#text(row, 'version'),
      architecture: this.#text(row, 'architecture'),
      url: this.#url(row),
      sha256,
      size: this.#size(row) ?? 0,
      ...this.#row(sha256),
    };
  }

  #build(table: TableReader, path: Path): LockedBuild {
    return {
      name: this.#name(table),
      source: this.#text(table, 'source'),
      ...(table.value('pure') === true && { pure: true }),
      requires: table.texts('requires'),
      dynamic: table.texts('dynamic'),
      wheels: this.#tables(table, path, 'wheels').map(([row]) => this.#file(row, WHEEL)),
      compiled: this.#tables(table, path, 'compiled').map(([row]) => this.#compiled(row)),
    };
  }

  #compiled(row: TableReader): LockedSource {
    const version = row.text('version');
    const subdirectory = row.text('subdirectory');
    if (subdirectory !== undefined && contextPath('.', subdirectory) === undefined) {
      row.report('must be a path within its source', ['subdirectory']);
    }
    const more = {
      ...(version !== undefined && { version }),
      ...(subdirectory !== undefined && { subdirectory }),
    };
    if (!row.has('commit')) {
      return { ...this.#located(row, SDIST), ...more };
    }
    const whole = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
    const commit = this.#matching(row, 'commit', whole, 'must be 40 or 64 hexadecimal digits');
    return {
      name: this.#name(row),
      url: this.#repository(row),
      commit,
      ...more,
      ...this.#row(commit),
    };
  }

  #file(row: TableReader, name: RegExp): LockedFile {
    return { version: this.#text(row, 'version'), ...this.#located(row, name) };
  }

  /** `name` is what its file may be called, for it becomes a path in a build container. */
  #located(row: TableReader, name: RegExp): Omit<LockedFile, 'version'> {
    const sha256 = this.#sha256(row);
    const size = this.#size(row);
    return {
      name: this.#name(row),
      file: this.#fileName(row, name),
      url: this.#url(row),
      sha256,
      ...(size !== undefined && { size }),
      ...this.#row(sha256),
    };
  }

  #name(row: TableReader): string {
    return this.#matching(
      row,
      'name',
      /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
      'must be the name of a package',
    );
  }

  #fileName(row: TableReader, pattern: RegExp): string {
    const expected = 'must be the name of a wheel or sdist';
    const file = this.#matching(row, 'file', pattern, expected);
    if (pattern.test(file) && !isFileName(file)) row.report(expected, ['file']);
    return file;
  }

  #row(pin: string): { readonly span?: Span } {
    const span = this.#rows.get(pin);
    return span === undefined ? {} : { span };
  }

  #text(table: TableReader, key: string): string {
    if (!table.has(key)) this.#missing(table, key);
    return table.text(key) ?? '';
  }

  #url(row: TableReader): string {
    const url = this.#text(row, 'url');
    if (typeof row.value('url') === 'string' && !isHttpUrl(url)) {
      row.report('must be a url of http or https', ['url']);
    }
    return url;
  }

  #repository(row: TableReader): string {
    const url = this.#text(row, 'url');
    if (typeof row.value('url') === 'string' && !isRepositoryUrl(url)) {
      row.report('must be the url of a repository', ['url']);
    }
    return url;
  }

  #sha256(row: TableReader): string {
    return this.#matching(row, 'sha256', /^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
  }

  #matching(row: TableReader, key: string, pattern: RegExp, expected: string): string {
    const text = this.#text(row, key);
    if (typeof row.value(key) === 'string' && !pattern.test(text)) row.report(expected, [key]);
    return text;
  }

  #size(row: TableReader): number | undefined {
    const value = row.value('size');
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    row.report('must be a number of bytes', ['size']);
    return undefined;
  }

  /** Reports that a key is missing; gives a table without any. */
  #missing(table: TableReader, key: string): TableReader {
    table.report('is missing', [key]);
    return new TableReader(new Map(), undefined);
  }

  #tables(table: TableReader, path: Path, key: string): (readonly [TableReader, Path])[] {
    return table.items(key).flatMap((item, index): (readonly [TableReader, Path])[] => {
      const entries = tableEntries(item);
      const at = [...path, key, index];
      if (entries !== undefined) {
        const locate = (inner: Path) => this.span(inner);
        return [[new TableReader(entries, locate, at, table.diagnostics), at]];
      }
      table.report('must be a table', [key, index]);
      return [];
    });
  }
}

const PINNED_IMAGE = /^[^@\s]+@sha256:[0-9a-f]{64}$/;

function perStage<T>(of: (stage: (typeof systemStages)[number]) => T) {
  const [interpreter, root, compiler] = systemStages;
  return { interpreter: of(interpreter), root: of(root), compiler: of(compiler) };
}
