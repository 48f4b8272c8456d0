import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';
import type { Locate } from './locate.ts';
import { ParseError } from '../diagnostics/parse-error.ts';

type Path = readonly (string | number)[];

/** A table of a parsed TOML file, read key by key; what is malformed becomes a diagnostic. */
export class TableReader {
  readonly diagnostics: Diagnostic[];
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #path: Path;
  readonly #locate: Locate | undefined;

  constructor(
    values: ReadonlyMap<string, unknown>,
    locate: Locate | undefined,
    path: Path = [],
    diagnostics: Diagnostic[] = [],
  ) {
    this.#values = values;
    this.#locate = locate;
    this.#path = path;
    this.diagnostics = diagnostics;
  }

  get keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  /** The value as parsed, whatever it is. */
  value(key: string): unknown {
    return this.#values.get(key);
  }

  /** A text; undefined if it is absent or malformed. */
  text(key: string): string | undefined {
    const value = this.#values.get(key);
    if (value === undefined || typeof value === 'string') return value;
    this.report('must be a string', [key]);
    return undefined;
  }

  /** A list of texts; empty if it is absent or malformed. */
  texts(key: string): readonly string[] {
    return this.indexedTexts(key).map(([text]) => text);
  }

  /** A list of texts with their places in it, those that are none left out. */
  indexedTexts(key: string): readonly (readonly [text: string, index: number])[] {
    return this.items(key).flatMap((item, index): (readonly [string, number])[] => {
      if (typeof item === 'string') return [[item, index]];
      this.report('must be a string', [key, index]);
      return [];
    });
  }

  /** What a parser makes of each text of a list; those that it refuses are left out. */
  parseTexts<Result>(key: string, parser: (text: string) => Result): readonly Result[] {
    return this.indexedTexts(key).flatMap(
      ([text, index]) => this.parse([key, index], () => parser(text)) ?? [],
    );
  }

  /** A list; empty if it is absent or malformed. */
  items(key: string): readonly unknown[] {
    const value = this.#values.get(key);
    if (value === undefined) return [];
    if (isList(value)) return value;
    this.report('must be an array', [key]);
    return [];
  }

  /** A table within this one; undefined if it is absent or malformed. */
  table(key: string): TableReader | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    const entries = tableEntries(value);
    if (entries !== undefined) {
      return new TableReader(entries, this.#locate, [...this.#path, key], this.diagnostics);
    }
    this.report('must be a table', [key]);
    return undefined;
  }

  /** The result of a parser; undefined and a diagnostic where it throws a ParseError. */
  parse<Result>(path: Path, parser: () => Result): Result | undefined {
    try {
      return parser();
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      this.report(`is invalid: ${error.message}`, path, error);
      return undefined;
    }
  }

  /** Adds an error about the value at a path below this table. */
  report(
    message: string,
    path: Path,
    range?: { readonly start: number; readonly end: number },
    code: CodeOf<'error'> = 'invalid-pyproject',
  ): void {
    const whole = [...this.#path, ...path];
    const span = this.#locate?.(whole, range && { start: range.start, end: range.end });
    this.diagnostics.push({
      code,
      severity: 'error',
      message: `${formatPath(whole)} ${message}`,
      ...(span && { span }),
    });
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The value below keys of tables and indexes of lists; undefined if one is absent. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof key === 'string') return tableEntries(value)?.get(key);
    return isList(value) ? value[key] : undefined;
  }, root);
}

/** The entries of a plain object; undefined for every other value, dates included. */
export function tableEntries(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || isList(value) || value instanceof Date) {
    return undefined;
  }
  return new Map(Object.entries(value));
}

/** `project.dependencies[0]` */
export function formatPath(path: Path): string {
  return path
    .map((part, at) =>
      typeof part === 'number'
        ? `[${part}]`
        : (at === 0 ? '' : '.') + (/^[A-Za-z0-9_-]+$/.test(part) ? part : JSON.stringify(part)),
    )
    .join('');
}
