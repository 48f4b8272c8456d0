/**
 * Environment markers: their tree and its parser.
 * PEP 508, "Environment Markers" and "Grammar"; PEP 685 (extras); PEP 751 (`extras`, `dependency_groups`).
 */
import { normalizeName } from './name.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { parseSpecifier } from './specifier.ts';
import type { Specifier } from './specifier.ts';
import type { MarkerEnvironment } from './target.ts';

export type MarkerVariable = keyof MarkerEnvironment | 'extra' | 'extras' | 'dependency_groups';

export type MarkerOperator = '===' | '==' | '~=' | '!=' | '<=' | '>=' | '<' | '>' | 'in' | 'not in';

export type MarkerOperand =
  | { readonly kind: 'variable'; readonly variable: MarkerVariable }
  | { readonly kind: 'literal'; readonly value: string };

export interface MarkerComparison {
  readonly kind: 'comparison';
  readonly left: MarkerOperand;
  readonly operator: MarkerOperator;
  readonly right: MarkerOperand;
  /** For a version variable on the left and a literal on the right that together are a specifier. */
  readonly specifier?: Specifier;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

export type Marker =
  MarkerComparison | { readonly kind: 'and' | 'or'; readonly operands: readonly Marker[] };

/** Markers by their text; the caller's, so that it lives as long as one build. */
export type MarkerCache = Map<string, Marker>;

/** Parentheses may be nested this deep; a text with more is an error. */
export const maximumMarkerDepth = 100;

const variables: ReadonlyMap<string, MarkerVariable> = new Map<string, MarkerVariable>([
  ['os_name', 'os_name'],
  ['sys_platform', 'sys_platform'],
  ['platform_machine', 'platform_machine'],
  ['platform_python_implementation', 'platform_python_implementation'],
  ['platform_release', 'platform_release'],
  ['platform_system', 'platform_system'],
  ['platform_version', 'platform_version'],
  ['python_version', 'python_version'],
  ['python_full_version', 'python_full_version'],
  ['implementation_name', 'implementation_name'],
  ['implementation_version', 'implementation_version'],
  ['extra', 'extra'],
  ['extras', 'extras'],
  ['dependency_groups', 'dependency_groups'],
  // Names that setuptools knew before PEP 508.
  ['os.name', 'os_name'],
  ['sys.platform', 'sys_platform'],
  ['platform.version', 'platform_version'],
  ['platform.machine', 'platform_machine'],
  ['platform.python_implementation', 'platform_python_implementation'],
  ['python_implementation', 'platform_python_implementation'],
]);

/** Variables that are compared as versions (PEP 508, "Environment Markers"). */
export const versionVariables: ReadonlySet<MarkerVariable> = new Set<MarkerVariable>([
  'implementation_version',
  'platform_release',
  'python_full_version',
  'python_version',
]);

const nameVariables: ReadonlySet<MarkerVariable> = new Set<MarkerVariable>([
  'extra',
  'extras',
  'dependency_groups',
]);

const symbols: ReadonlyMap<string, MarkerOperator> = new Map(
  (['===', '==', '~=', '!=', '<=', '>=', '<', '>'] as const).map((symbol) => [symbol, symbol]),
);
const operatorAt = /===|==|~=|!=|<=|>=|<|>/y;
const wordAt = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y;

class MarkerParser {
  readonly #text: string;
  #at: number;
  #depth = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  parse(): Marker {
    const marker = this.#or();
    if (this.#at < this.#text.length) {
      this.#fail('expected `and`, `or` or the end of the marker', this.#at, this.#text.length);
    }
    return marker;
  }

  #or(): Marker {
    const operands = [this.#and()];
    while (this.#keyword('or')) operands.push(this.#and());
    const [only] = operands;
    return operands.length === 1 && only !== undefined ? only : { kind: 'or', operands };
  }

  #and(): Marker {
    const operands = [this.#atom()];
    while (this.#keyword('and')) operands.push(this.#atom());
    const [only] = operands;
    return operands.length === 1 && only !== undefined ? only : { kind: 'and', operands };
  }

  #atom(): Marker {
    this.#skip();
    if (this.#text[this.#at] !== '(') return this.#comparison();
    const opened = this.#at;
    if (this.#depth === maximumMarkerDepth) {
      this.#fail(`parentheses nested deeper than ${maximumMarkerDepth}`, opened, opened + 1);
    }
    this.#depth += 1;
    this.#at += 1;
    const marker = this.#or();
    if (this.#text[this.#at] !== ')') {
      this.#fail(
        'expected `and`, `or` or `)`',
        this.#at,
        Math.min(this.#at + 1, this.#text.length),
      );
    }
    this.#depth -= 1;
    this.#at += 1;
    this.#skip();
    return marker;
  }

  #comparison(): Marker {
    const start = this.#at;
    const left = this.#operand();
    this.#skip();
    const operator = this.#operator();
    this.#skip();
    const right = this.#operand();
    const end = this.#at;
    this.#skip();
    return comparison(left, operator, right, start, end);
  }

  #operand(): MarkerOperand {
    const start = this.#at;
    const quote = this.#text[start];
    if (quote === '"' || quote === "'") {
      const closed = this.#text.indexOf(quote, start + 1);
      if (closed === -1) this.#fail('the quote is never closed', start, this.#text.length);
      const value = this.#text.slice(start + 1, closed);
      if (/[\n\r]/.test(value)) this.#fail('a quoted text may not span lines', start, closed + 1);
      this.#at = closed + 1;
      return { kind: 'literal', value };
    }
    const word = this.#word();
    const variable = word === undefined ? undefined : variables.get(word);
    if (variable === undefined) {
      const length = Math.max(word?.length ?? 0, start < this.#text.length ? 1 : 0);
      this.#fail(
        word === undefined
          ? 'expected a marker variable or a quoted text'
          : `\`${word}\` is not a marker variable`,
        start,
        start + length,
      );
    }
    this.#at = start + (word?.length ?? 0);
    return { kind: 'variable', variable };
  }

  #operator(): MarkerOperator {
    operatorAt.lastIndex = this.#at;
    const symbol = symbols.get(operatorAt.exec(this.#text)?.[0] ?? '');
    if (symbol !== undefined) {
      this.#at += symbol.length;
      return symbol;
    }
    if (this.#keyword('in')) return 'in';
    const start = this.#at;
    if (this.#keyword('not')) {
      const spaced = this.#at > start + 'not'.length;
      if (spaced && this.#keyword('in')) return 'not in';
      this.#fail('expected `in` after `not`', this.#at, Math.min(this.#at + 1, this.#text.length));
    }
    this.#fail(
      'expected an operator: `==`, `!=`, `<=`, `>=`, `<`, `>`, `~=`, `===`, `in` or `not in`',
      start,
      Math.min(start + 1, this.#text.length),
    );
  }

  /** Reads a word and the blanks after it, if the word comes next. */
  #keyword(word: string): boolean {
    if (this.#word() !== word) return false;
    this.#at += word.length;
    this.#skip();
    return true;
  }

  #word(): string | undefined {
    wordAt.lastIndex = this.#at;
    return wordAt.exec(this.#text)?.[0];
  }

  #skip(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at += 1;
  }

  #fail(message: string, start: number, end: number): never {
    throw new ParseError(message, this.#text, start, end);
  }
}

function isNameVariable(operand: MarkerOperand): boolean {
  return operand.kind === 'variable' && nameVariables.has(operand.variable);
}

function normalized(operand: MarkerOperand): MarkerOperand {
  return operand.kind === 'literal'
    ? { kind: 'literal', value: normalizeName(operand.value) }
    : operand;
}

function comparison(
  left: MarkerOperand,
  operator: MarkerOperator,
  right: MarkerOperand,
  start: number,
  end: number,
): MarkerComparison {
  if (isNameVariable(left) || isNameVariable(right)) {
    return {
      kind: 'comparison',
      left: normalized(left),
      operator,
      right: normalized(right),
      start,
      end,
    };
  }
  if (left.kind === 'variable' && right.kind === 'literal' && versionVariables.has(left.variable)) {
    const specifier = parseSpecifier(operator + right.value);
    if (specifier !== undefined) {
      return { kind: 'comparison', left, operator, right, specifier, start, end };
    }
  }
  return { kind: 'comparison', left, operator, right, start, end };
}

/** The tree of a marker, from the cache where it is known; throws a ParseError. */
export function parseMarker(text: string, cache?: MarkerCache): Marker {
  const known = cache?.get(text);
  if (known !== undefined) return known;
  const marker = new MarkerParser(text, 0).parse();
  cache?.set(text, marker);
  return marker;
}

/** The marker that begins at an offset of a longer text and ends with it; throws a ParseError. */
export function parseMarkerAt(text: string, offset: number): Marker {
  return new MarkerParser(text, offset).parse();
}
