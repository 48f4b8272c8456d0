import type { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Document } from './document.ts';
import type { LockCode } from './lock-error.ts';
import type { KeyPath } from '../toml/toml-ranges.ts';

function isTable(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** One table of a parsed file; a field of another type than asked for is an error at its place. */
export class Fields {
  readonly document: Document;
  readonly #table: Record<string, unknown>;
  readonly #parent: Fields | undefined;
  readonly #steps: KeyPath;

  constructor(
    document: Document,
    table: Record<string, unknown>,
    parent?: Fields,
    steps: KeyPath = [],
  ) {
    this.document = document;
    this.#table = table;
    this.#parent = parent;
    this.#steps = steps;
  }

  static of(document: Document): Fields {
    if (!isTable(document.root)) {
      throw document.error('lock-field', [], `\`${document.source.name}\` should be a table`);
    }
    return new Fields(document, document.root);
  }

  get path(): KeyPath {
    return this.#parent === undefined ? this.#steps : [...this.#parent.path, ...this.#steps];
  }

  get keys(): readonly string[] {
    return Object.keys(this.#table);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#table, key);
  }

  /** The value as parsed; undefined if the key is absent. */
  raw(key: string): unknown {
    return this.has(key) ? this.#table[key] : undefined;
  }

  span(key?: string): Span {
    return this.document.span(key === undefined ? this.path : [...this.path, key]);
  }

  error(code: LockCode, key: string | undefined, message: string, help?: string): DiagnosticError {
    const path = key === undefined ? this.path : [...this.path, key];
    return this.document.error(code, path, message, help);
  }

  #wrong(key: string, expected: string): DiagnosticError {
    const name = [...this.path, key].join('.');
    return this.has(key)
      ? this.error('lock-field', key, `\`${name}\` should be ${expected}`)
      : this.error('lock-field', undefined, `\`${name}\` is missing: ${expected}`);
  }

  optionalString(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrong(key, 'a string');
  }

  string(key: string): string {
    const value = this.optionalString(key);
    if (value === undefined) throw this.#wrong(key, 'a string');
    return value;
  }

  optionalInteger(key: string): number | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (typeof value === 'bigint' && value >= 0n && value <= BigInt(Number.MAX_SAFE_INTEGER)) {
      return Number(value);
    }
    // JSON has no integers of its own.
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.#wrong(key, 'a whole number');
  }

  boolean(key: string): boolean {
    const value = this.raw(key);
    if (value === undefined) return false;
    if (typeof value !== 'boolean') throw this.#wrong(key, 'true or false');
    return value;
  }

  /** An array of strings, empty if the key is absent. */
  strings(key: string): readonly string[] {
    const value = this.raw(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.#wrong(key, 'an array of strings');
    return value.map((item: unknown, index) => {
      if (typeof item === 'string') return item;
      throw this.document.error(
        'lock-field',
        [...this.path, key, index],
        `\`${[...this.path, key, index].join('.')}\` should be a string`,
      );
    });
  }

  optionalTable(key: string): Fields | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (!isTable(value)) throw this.#wrong(key, 'a table');
    return new Fields(this.document, value, this, [key]);
  }

  table(key: string): Fields {
    const table = this.optionalTable(key);
    if (table === undefined) throw this.#wrong(key, 'a table');
    return table;
  }

  /** An array of tables, empty if the key is absent. */
  tables(key: string): readonly Fields[] {
    const value = this.raw(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.#wrong(key, 'an array of tables');
    return value.map((item: unknown, index) => {
      if (isTable(item)) return new Fields(this.document, item, this, [key, index]);
      throw this.document.error(
        'lock-field',
        [...this.path, key, index],
        `\`${[...this.path, key, index].join('.')}\` should be a table`,
      );
    });
  }
}
