import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';

/**
 * The places of keys and values in a TOML text (toml.io, v1.0.0). The parser that reads values keeps no positions, so
 * an error walks the text a second time. The text is known to be valid.
 */

/** Half-open range of UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type KeyPath = readonly (string | number)[];

/** Range of the value at a path, `['package', 3, 'source']`; of a table, its header. */
export type Ranges = ReadonlyMap<string, TextRange>;

export function rangeKey(path: KeyPath): string {
  return JSON.stringify(path);
}

/** Keys of one name or header that have ranges of their own; deeper ones have the range of the last of these. */
const deepest = 64;

class Walker {
  readonly #text: string;
  readonly #ranges = new Map<string, TextRange>();
  /** How many tables an array of tables has so far. */
  readonly #counts = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  walk(): Ranges {
    let table: KeyPath = [];
    for (;;) {
      this.#skipBlank();
      const before = this.#at;
      if (this.#peek() === '[') table = this.#header();
      else if (before < this.#text.length) this.#pair(table);
      if (this.#at === before) return this.#ranges;
    }
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  /** White space, line breaks and comments. */
  #skipBlank(): void {
    for (;;) {
      const unit = this.#peek();
      if (unit === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else if (unit !== '' && ' \t\r\n\uFEFF'.includes(unit)) {
        this.#at += 1;
      } else {
        return;
      }
    }
  }

  #record(path: KeyPath, start: number): void {
    this.#ranges.set(rangeKey(path), { start, end: this.#at });
  }

  /** Resolves the arrays of tables on the way to their last table. */
  #resolved(keys: readonly string[]): (string | number)[] {
    const path: (string | number)[] = [];
    for (const key of keys) {
      path.push(key);
      const count = this.#counts.get(rangeKey(path));
      if (count !== undefined) path.push(count - 1);
    }
    return path;
  }

  #header(): KeyPath {
    const start = this.#at;
    const isArray = this.#text.startsWith('[[', start);
    this.#at += isArray ? 2 : 1;
    const keys = this.#keys();
    this.#skipBlank();
    while (this.#peek() === ']') this.#at += 1;
    if (!isArray) {
      const path = this.#resolved(keys);
      this.#record(path, start);
      return path;
    }
    const path = [...this.#resolved(keys.slice(0, -1)), ...keys.slice(-1)];
    const counted = rangeKey(path);
    const index = this.#counts.get(counted) ?? 0;
    this.#counts.set(counted, index + 1);
    path.push(index);
    this.#record(path, start);
    return path;
  }

  #pair(table: KeyPath): void {
    const start = this.#at;
    const path = [...table, ...this.#keys()];
    this.#skipBlank();
    if (this.#peek() === '=') this.#at += 1;
    this.#skipBlank();
    this.#value(path);
    // A table that only dotted keys or an inline table make has no header of its own.
    for (let length = table.length + 1; length < path.length; length++) {
      const key = rangeKey(path.slice(0, length));
      if (!this.#ranges.has(key)) this.#ranges.set(key, { start, end: this.#at });
    }
  }

  #keys(): string[] {
    const keys: string[] = [];
    const add = (key: string) => {
      if (keys.length < deepest) keys.push(key);
    };
    for (;;) {
      this.#skipBlank();
      const quote = this.#peek();
      const start = this.#at;
      if (quote === '"' || quote === "'") {
        this.#string();
        const written = this.#text.slice(start + 1, this.#at - 1);
        add(quote === '"' ? written.replace(/\\(["\\])/g, '$1') : written);
      } else {
        while (/[A-Za-z0-9_-]/.test(this.#peek())) this.#at += 1;
        add(this.#text.slice(start, this.#at));
      }
      this.#skipBlank();
      if (this.#peek() !== '.') return keys;
      this.#at += 1;
    }
  }

  #string(): void {
    const quote = this.#peek();
    const triple = quote.repeat(3);
    if (this.#text.startsWith(triple, this.#at)) {
      this.#at += 3;
      while (this.#at < this.#text.length && !this.#text.startsWith(triple, this.#at)) {
        this.#at += quote === '"' && this.#peek() === '\\' ? 2 : 1;
      }
      this.#at += 3;
      while (this.#peek() === quote) this.#at += 1;
      return;
    }
    this.#at += 1;
    while (this.#at < this.#text.length && this.#peek() !== quote) {
      this.#at += quote === '"' && this.#peek() === '\\' ? 2 : 1;
    }
    this.#at += 1;
  }

  #value(path: KeyPath): void {
    const start = this.#at;
    const first = this.#peek();
    if (first === '"' || first === "'") this.#string();
    else if (first === '[')
      this.#items(']', (index) => {
        this.#value([...path, index]);
      });
    else if (first === '{')
      this.#items('}', () => {
        this.#pair(path);
      });
    else while (this.#peek() !== '' && !',]}\n#'.includes(this.#peek())) this.#at += 1;
    this.#record(path, start);
  }

  #items(close: string, item: (index: number) => void): void {
    this.#at += 1;
    for (let index = 0; ; index++) {
      this.#skipBlank();
      const before = this.#at;
      if (this.#peek() === close || this.#peek() === '') break;
      item(index);
      this.#skipBlank();
      if (this.#peek() === ',') this.#at += 1;
      if (this.#at === before) break;
    }
    this.#at += 1;
  }
}

/** The ranges of every key and value of a valid TOML text. */
export function tomlRanges(text: string): Ranges {
  return new Walker(text).walk();
}

/** The range of the value at a path, or of the nearest one around it; undefined if nothing around it has one. */
export function nearestRange(ranges: Ranges, path: KeyPath): TextRange | undefined {
  for (let length = path.length; length > 0; length--) {
    const range = ranges.get(rangeKey(path.slice(0, length)));
    if (range !== undefined) return range;
  }
  return undefined;
}

/** The place of the value at a path; undefined if a text has none there. */
export function tomlSpan(source: SourceText, path: KeyPath): Span | undefined {
  const range = rangesOf(source).get(rangeKey(path));
  return range && source.span(range.start, range.end);
}

/** A file may have many mistakes: it is walked once for all of them. */
const walked = new WeakMap<SourceText, Ranges>();

/** The ranges of a valid file; they are found once. */
export function rangesOf(source: SourceText): Ranges {
  const known = walked.get(source);
  if (known !== undefined) return known;
  const ranges = tomlRanges(source.text);
  walked.set(source, ranges);
  return ranges;
}
