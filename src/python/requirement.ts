/**
 * Dependency specifiers: `requests[security] >=2.8.1 ; python_version < "2.7"`.
 * PEP 508, "Grammar".
 */
import { parseMarkerAt } from './marker.ts';
import type { Marker } from './marker.ts';
import { normalizeName } from './name.ts';
import type { NormalizedName } from './name.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { parseSpecifier } from './specifier.ts';
import type { Specifier } from './specifier.ts';

export interface Requirement {
  /** As written, trimmed. */
  readonly text: string;
  readonly name: NormalizedName;
  /** In their order, each once. */
  readonly extras: readonly NormalizedName[];
  /** Empty if none or a url is given. */
  readonly specifiers: readonly Specifier[];
  readonly url: string | undefined;
  readonly marker: Marker | undefined;
  /** The marker as written, trimmed. */
  readonly markerText: string | undefined;
}

const blanksAt = /[ \t]*/y;
const identifierAt = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y;
const urlAt = /[^ \t]+/y;
const arbitraryClauseAt = /===\s*[^\s;),]+/y;
const clauseAt = /(?:==|!=|~=|<=|>=|<|>)\s*[A-Za-z0-9_.*+!-]+/y;

class RequirementParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Requirement {
    this.#take(blanksAt);
    const name = this.#take(identifierAt);
    if (name === undefined) this.#expected('the name of a project');
    this.#take(blanksAt);
    const extras = this.#extras();
    this.#take(blanksAt);
    const isUrl = this.#accept('@');
    const url = isUrl ? this.#url() : undefined;
    const specifiers = isUrl ? [] : this.#specifiers();
    const spaced = this.#take(blanksAt) !== '';
    let marker: Marker | undefined;
    let markerText: string | undefined;
    if (this.#at < this.#text.length) {
      if (this.#text[this.#at] !== ';' || (isUrl && !spaced)) {
        this.#expected(
          isUrl
            ? '`;` after the url and a blank'
            : specifiers.length > 0
              ? '`,`, `;` or the end'
              : 'a version specifier, `@`, `[`, `;` or the end',
        );
      }
      this.#at += 1;
      markerText = this.#text.slice(this.#at).trim();
      marker = parseMarkerAt(this.#text, this.#at);
    }
    return {
      text: this.#text.trim(),
      name: normalizeName(name),
      extras,
      specifiers,
      url,
      marker,
      markerText,
    };
  }

  #url(): string {
    this.#take(blanksAt);
    const url = this.#take(urlAt);
    if (url === undefined) this.#expected('a url after `@`');
    return url;
  }

  #extras(): NormalizedName[] {
    const extras = new Set<NormalizedName>();
    if (!this.#accept('[')) return [];
    this.#take(blanksAt);
    if (this.#accept(']')) return [];
    for (;;) {
      const extra = this.#take(identifierAt);
      if (extra === undefined) this.#expected('the name of an extra');
      extras.add(normalizeName(extra));
      this.#take(blanksAt);
      if (this.#accept(']')) return [...extras];
      if (!this.#accept(',')) this.#expected('`,` or `]`');
      this.#take(blanksAt);
    }
  }

  #specifiers(): Specifier[] {
    const opened = this.#at;
    const parenthesised = this.#accept('(');
    const specifiers: Specifier[] = [];
    for (;;) {
      this.#take(blanksAt);
      const start = this.#at;
      const written = this.#take(arbitraryClauseAt) ?? this.#take(clauseAt);
      if (written === undefined) break;
      const specifier = parseSpecifier(written);
      if (specifier === undefined) {
        throw new ParseError(
          `\`${written}\` is not a version specifier`,
          this.#text,
          start,
          this.#at,
        );
      }
      specifiers.push(specifier);
      this.#take(blanksAt);
      if (!this.#accept(',')) break;
    }
    this.#take(blanksAt);
    if (parenthesised && !this.#accept(')')) {
      throw new ParseError('`(` is never closed', this.#text, opened, this.#at);
    }
    return specifiers;
  }

  #accept(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken !== undefined) this.#at += taken.length;
    return taken;
  }

  #expected(what: string): never {
    const end = Math.min(this.#at + 1, this.#text.length);
    throw new ParseError(`expected ${what}`, this.#text, this.#at, end);
  }
}

/** A dependency specifier; throws a ParseError. */
export function parseRequirement(text: string): Requirement {
  return new RequirementParser(text).parse();
}
