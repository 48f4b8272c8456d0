/**
 * TOML as tools write it into locks: plain strings, whole numbers, booleans, arrays, inline tables
 * and headers (toml.io, v1.0.0). The frontend runs without V8's optimizing compilers: a uv.lock of one
 * megabyte takes 13 ms of the CPU here and 77 ms in the parser of the whole language, which has
 * to read everything else: escapes, dotted keys, multi-line strings, floats, every mistake. Measured
 * by bench/speed/toml.test.ts; the difference is what a build waits for, since nothing is planned
 * before the lock is read.
 */

type Table = Record<string, unknown>;

/** The text is not simple, or wrong: the full parser reads or explains it. */
class NotSimple extends Error {}

/** The value of the text, as the full parser would give it; undefined if only that can tell. */
export function parseSimpleToml(text: string, maximumDepth: number): Table | undefined {
  // One regular expression over a whole lock would be interpreted, and slower than all the rest.
  if (['\\', '\r', '\0'].some((unit) => text.includes(unit))) return undefined;
  try {
    return new SimpleToml(text, maximumDepth).parse();
  } catch (error) {
    if (error instanceof NotSimple) return undefined;
    throw error;
  }
}

const newline = 10;
const space = 32;
const tab = 9;
const quote = 34;
const hash = 35;
const apostrophe = 39;
const comma = 44;
const equals = 61;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** A bare key has letters, digits, `_` and `-`. */
function isBare(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

const whole = '(?:0|-?[1-9][0-9]{0,14})';
const wholeNumber = new RegExp(`^${whole}$`);
const plainPair = `([A-Za-z0-9_-]+) = (?:"([^"\\n]+)"|(${whole}))`;
/** Up to four pairs of a bare key and a text or a whole number. */
const plainTable = new RegExp(`\\{ ?${plainPair}${`(?:, ${plainPair})?`.repeat(3)} ?\\}`, 'y');
const timestamp = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z$/;

class SimpleToml {
  readonly #text: string;
  readonly #maximumDepth: number;
  readonly #root: Table = {};
  /** Tables that headers made, and whether one named them itself; no other may be added to. */
  readonly #headed = new Map<Table, boolean>();
  readonly #arrays = new Set<unknown>();
  #at = 0;

  constructor(text: string, maximumDepth: number) {
    this.#text = text;
    this.#maximumDepth = maximumDepth;
    this.#headed.set(this.#root, true);
  }

  parse(): Table {
    let table = this.#root;
    for (;;) {
      this.#blank();
      if (this.#at >= this.#text.length) return this.#root;
      if (this.#text.charCodeAt(this.#at) === openBracket) table = this.#header();
      else this.#pair(table, 0);
      this.#lineEnd();
    }
  }

  /** White space, line breaks and comments. */
  #blank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === space || code === newline || code === tab) this.#at += 1;
      else if (code === hash) this.#comment();
      else return;
    }
  }

  #spaces(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== space && code !== tab) return;
      this.#at += 1;
    }
  }

  #comment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #lineEnd(): void {
    this.#spaces();
    const code = this.#text.charCodeAt(this.#at);
    if (code === hash) this.#comment();
    else if (code !== newline && this.#at < this.#text.length) throw new NotSimple();
  }

  #expect(code: number): void {
    if (this.#text.charCodeAt(this.#at) !== code) throw new NotSimple();
    this.#at += 1;
  }

  #key(): string {
    const start = this.#at;
    if (this.#text.charCodeAt(start) === quote) return this.#string(quote, '"');
    while (isBare(this.#text.charCodeAt(this.#at))) this.#at += 1;
    if (this.#at === start) throw new NotSimple();
    return this.#text.slice(start, this.#at);
  }

  /** `[a.b]` and `[[a.b]]`. */
  #header(): Table {
    this.#at += 1;
    const isArray = this.#text.charCodeAt(this.#at) === openBracket;
    if (isArray) this.#at += 1;
    let parent = this.#root;
    let key = this.#key();
    for (let depth = 1; this.#text.charCodeAt(this.#at) === 46; depth++) {
      if (depth >= this.#maximumDepth) throw new NotSimple();
      this.#at += 1;
      parent = this.#within(parent, key);
      key = this.#key();
    }
    this.#expect(closeBracket);
    if (isArray) this.#expect(closeBracket);
    return isArray ? this.#appended(parent, key) : this.#named(parent, key);
  }

  #own(table: Table, key: string): unknown {
    if (key === '__proto__') throw new NotSimple();
    return Object.hasOwn(table, key) ? table[key] : undefined;
  }

  #made(parent: Table, key: string, named: boolean): Table {
    const table: Table = {};
    this.#headed.set(table, named);
    parent[key] = table;
    return table;
  }

  #within(parent: Table, key: string): Table {
    const value = this.#own(parent, key);
    if (value === undefined) return this.#made(parent, key, false);
    const table: unknown = Array.isArray(value) && this.#arrays.has(value) ? value.at(-1) : value;
    if (isTable(table) && this.#headed.has(table)) return table;
    throw new NotSimple();
  }

  #named(parent: Table, key: string): Table {
    const value = this.#own(parent, key);
    if (value === undefined) return this.#made(parent, key, true);
    if (!isTable(value) || this.#headed.get(value) !== false) throw new NotSimple();
    this.#headed.set(value, true);
    return value;
  }

  #appended(parent: Table, key: string): Table {
    const value = this.#own(parent, key);
    const table: Table = {};
    this.#headed.set(table, true);
    if (value === undefined) {
      const array = [table];
      this.#arrays.add(array);
      parent[key] = array;
    } else if (Array.isArray(value) && this.#arrays.has(value)) {
      value.push(table);
    } else {
      throw new NotSimple();
    }
    return table;
  }

  #pair(table: Table, depth: number): void {
    const key = this.#key();
    this.#spaces();
    this.#expect(equals);
    this.#spaces();
    if (this.#own(table, key) !== undefined) throw new NotSimple();
    table[key] = this.#value(depth);
  }

  #value(depth: number): unknown {
    if (depth >= this.#maximumDepth) throw new NotSimple();
    switch (this.#text.charCodeAt(this.#at)) {
      case quote:
        return this.#string(quote, '"');
      case apostrophe:
        return this.#string(apostrophe, "'");
      case openBracket:
        return this.#array(depth + 1);
      case openBrace:
        return this.#inlineTable(depth + 1);
      default:
        return this.#word();
    }
  }

  #string(code: number, mark: string): string {
    const start = this.#at + 1;
    const end = this.#text.indexOf(mark, start);
    if (end === -1) throw new NotSimple();
    this.#at = end + 1;
    // Three of them begin a text of several lines.
    if (end === start && this.#text.charCodeAt(this.#at) === code) throw new NotSimple();
    const value = this.#text.slice(start, end);
    if (value.includes('\n')) throw new NotSimple();
    return value;
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#at += 1;
    for (;;) {
      this.#blank();
      if (this.#text.charCodeAt(this.#at) === closeBracket) break;
      items.push(this.#value(depth));
      this.#blank();
      if (this.#text.charCodeAt(this.#at) !== comma) break;
      this.#at += 1;
    }
    this.#expect(closeBracket);
    return items;
  }

  /**
   * An inline table as tools write it: most of a lock consists of these, so they are read at once by a regular
   * expression.
   */
  #plainTable(): Table | undefined {
    plainTable.lastIndex = this.#at;
    const match = plainTable.exec(this.#text);
    if (match === null) return undefined;
    const table: Table = {};
    for (let at = 1; at < match.length; at += 3) {
      const key = match[at];
      if (key === undefined) break;
      if (this.#own(table, key) !== undefined) throw new NotSimple();
      table[key] = match[at + 1] ?? Number(match[at + 2]);
    }
    this.#at += match[0].length;
    return table;
  }

  #inlineTable(depth: number): Table {
    const plain = depth < this.#maximumDepth ? this.#plainTable() : undefined;
    if (plain) return plain;
    const table: Table = {};
    this.#at += 1;
    this.#spaces();
    if (this.#text.charCodeAt(this.#at) === closeBrace) {
      this.#at += 1;
      return table;
    }
    for (;;) {
      this.#spaces();
      this.#pair(table, depth);
      this.#spaces();
      if (this.#text.charCodeAt(this.#at) !== comma) break;
      this.#at += 1;
    }
    this.#expect(closeBrace);
    return table;
  }

  #word(): unknown {
    const start = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (!isBare(code) && code !== 46 && code !== 58 && code !== 43) break;
      this.#at += 1;
    }
    const word = this.#text.slice(start, this.#at);
    if (wholeNumber.test(word)) return Number(word);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (timestamp.test(word) && !Number.isNaN(Date.parse(word))) return new Date(word);
    throw new NotSimple();
  }
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
