import type { KeyPath } from './toml-ranges.ts';

export type Entries = Readonly<Record<string, unknown>>;

/**
 * One table of a parsed file, read key by key. A subclass decides what happens to a value of the wrong type: it is
 * reported and counts as absent, or ends the reading.
 *
 * @typeParam Self the class of the tables within.
 */
export abstract class TomlTable<Self> {
  readonly #entries: Entries;
  readonly #parent: TomlTable<Self> | undefined;
  readonly #steps: KeyPath;

  constructor(entries: Entries, parent: TomlTable<Self> | undefined, steps: KeyPath) {
    this.#entries = entries;
    this.#parent = parent;
    this.#steps = steps;
  }

  /** The value at a path below this table is not what was expected. */
  protected abstract wrong(path: KeyPath, expected: string): void;

  protected abstract within(entries: Entries, steps: KeyPath): Self;

  get path(): KeyPath {
    return this.#parent === undefined ? this.#steps : [...this.#parent.path, ...this.#steps];
  }

  get keys(): readonly string[] {
    return Object.keys(this.#entries);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#entries, key);
  }

  /** The value as parsed; undefined if the key is absent. */
  value(key: string): unknown {
    return this.has(key) ? this.#entries[key] : undefined;
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'string') return value;
    this.wrong([key], 'a string');
    return undefined;
  }

  boolean(key: string): boolean {
    const value = this.value(key);
    if (value === undefined || typeof value === 'boolean') return value ?? false;
    this.wrong([key], 'true or false');
    return false;
  }

  /** An integer from 0; the parser returns a bigint on request, or if a number is not exact. */
  wholeNumber(key: string): number | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
    this.wrong([key], 'a whole number');
    return undefined;
  }

  /** A list; empty if the key is absent. */
  items(key: string, expected = 'an array'): readonly unknown[] {
    const value = this.value(key);
    if (value === undefined) return [];
    if (isList(value)) return value;
    this.wrong([key], expected);
    return [];
  }

  /** A list of texts; empty if the key is absent. */
  texts(key: string): readonly string[] {
    return this.indexedTexts(key).map(([text]) => text);
  }

  /** The same with the indexes of the texts. */
  indexedTexts(key: string): readonly (readonly [text: string, index: number])[] {
    return this.items(key, 'an array of strings').flatMap(
      (item, index): (readonly [string, number])[] => {
        if (typeof item === 'string') return [[item, index]];
        this.wrong([key, index], 'a string');
        return [];
      },
    );
  }

  table(key: string): Self | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (isTable(value)) return this.within(value, [key]);
    this.wrong([key], 'a table');
    return undefined;
  }

  /** A list of tables; empty if the key is absent. */
  tables(key: string): readonly Self[] {
    return this.items(key, 'an array of tables').flatMap((item, index): Self[] => {
      if (isTable(item)) return [this.within(item, [key, index])];
      this.wrong([key, index], 'a table');
      return [];
    });
  }
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether a value is a table: dates are objects too. */
export function isTable(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Date);
}
