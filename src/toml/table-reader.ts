import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';
import type { Locate } from './locate.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import type { KeyPath } from './toml-ranges.ts';
import { isList, isTable, TomlTable, type Entries } from './toml-table.ts';

/** A table whose faults are collected as diagnostics. */
export class TableReader extends TomlTable<TableReader> {
  readonly diagnostics: Diagnostic[];
  readonly #locate: Locate | undefined;

  /** The root of a parsed file; empty for a value that is not a table. */
  static of(root: unknown, locate?: Locate): TableReader {
    return new TableReader(isTable(root) ? root : {}, locate);
  }

  private constructor(
    entries: Entries,
    locate: Locate | undefined,
    parent?: TableReader,
    steps: KeyPath = [],
  ) {
    super(entries, parent, steps);
    this.#locate = locate;
    this.diagnostics = parent?.diagnostics ?? [];
  }

  protected override within(entries: Entries, steps: KeyPath): TableReader {
    return new TableReader(entries, this.#locate, this, steps);
  }

  protected override wrong(path: KeyPath, expected: string): void {
    this.report(`must be ${expected}`, path);
  }

  /** The same as `table`; empty if there is none. */
  tableOrEmpty(key: string): TableReader {
    return this.table(key) ?? this.within({}, [key]);
  }

  /** The texts of a list, each read by a parser; those that it refuses are left out. */
  parseTexts<Result>(key: string, parser: (text: string) => Result): readonly Result[] {
    return this.indexedTexts(key).flatMap(
      ([text, index]) => this.parse([key, index], () => parser(text)) ?? [],
    );
  }

  /** The result of a parser; undefined and a diagnostic where it throws a ParseError. */
  parse<Result>(path: KeyPath, parser: () => Result): Result | undefined {
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
    path: KeyPath,
    range?: { readonly start: number; readonly end: number },
    code: CodeOf<'error'> = 'invalid-pyproject',
  ): void {
    const whole = [...this.path, ...path];
    const span = this.#locate?.(whole, range && { start: range.start, end: range.end });
    this.diagnostics.push({
      code,
      severity: 'error',
      message: `${formatPath(whole)} ${message}`,
      ...(span && { span }),
    });
  }
}

/** The value below keys of tables and indexes of lists; undefined if one is absent. */
export function valueAt(root: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof key === 'string') return tableEntries(value)?.get(key);
    return isList(value) ? value[key] : undefined;
  }, root);
}

/** The entries of a plain object; undefined for every other value, dates included. */
export function tableEntries(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return isTable(value) ? new Map(Object.entries(value)) : undefined;
}

/** `project.dependencies[0]` */
export function formatPath(path: KeyPath): string {
  return path
    .map((part, at) =>
      typeof part === 'number'
        ? `[${part}]`
        : (at === 0 ? '' : '.') + (/^[A-Za-z0-9_-]+$/.test(part) ? part : JSON.stringify(part)),
    )
    .join('');
}
