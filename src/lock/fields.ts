import type { Help } from '../diagnostics/help.ts';
import type { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { KeyPath } from '../toml/toml-ranges.ts';
import { isTable, TomlTable, type Entries } from '../toml/toml-table.ts';
import type { Document } from './document.ts';
import type { LockCode } from './lock-error.ts';

/** A table of a lock, or of a file that a lock is compared with: its first fault ends the reading. */
export class Fields extends TomlTable<Fields> {
  readonly document: Document;

  static of(document: Document): Fields {
    if (isTable(document.root)) return new Fields(document, document.root);
    throw document.error('lock-field', [], `\`${document.source.name}\` should be a table`);
  }

  constructor(document: Document, entries: Entries, parent?: Fields, steps: KeyPath = []) {
    super(entries, parent, steps);
    this.document = document;
  }

  protected override within(entries: Entries, steps: KeyPath): Fields {
    return new Fields(this.document, entries, this, steps);
  }

  protected override wrong(path: KeyPath, expected: string): never {
    const whole = [...this.path, ...path];
    throw this.document.error('lock-field', whole, `\`${whole.join('.')}\` should be ${expected}`);
  }

  span(key?: string): Span {
    return this.document.span(this.#pathTo(key));
  }

  error(code: LockCode, key: string | undefined, message: string, help?: Help): DiagnosticError {
    return this.document.error(code, this.#pathTo(key), message, help);
  }

  requiredText(key: string): string {
    return this.text(key) ?? this.#missing(key, 'a string');
  }

  requiredTable(key: string): Fields {
    return this.table(key) ?? this.#missing(key, 'a table');
  }

  #missing(key: string, expected: string): never {
    const name = [...this.path, key].join('.');
    throw this.error('lock-field', undefined, `\`${name}\` is missing: ${expected}`);
  }

  #pathTo(key: string | undefined): KeyPath {
    return key === undefined ? this.path : [...this.path, key];
  }
}
