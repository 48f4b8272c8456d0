/**
 * Version constraints of Poetry: `^1.2`, `~1.2`, `1.*`, `>=1,<2 || ^3`. Poetry, "Dependency specification"; operators
 * that PEP 440 has, too, mean the same.
 */
import { ParseError } from '../../../diagnostics/parse-error.ts';
import type { Specifier } from '../../../python/specifier.ts';
import { parseSpecifier, specifierContains } from '../../../python/specifier.ts';
import type { Numeral, Version } from '../../../python/version.ts';
import { formatVersion, parseVersion } from '../../../python/version.ts';

/** Alternatives, each a list of clauses that all have to hold. */
export type PoetryConstraint = readonly (readonly Specifier[])[];

const clause = /\s*(\^|~=|~|>=|<=|===|==|!=|<>|>|<|=)?\s*((?:v?\d+!)?[^\s,|^~<>=!]+)\s*,?/y;
const anyVersion = /^v?[*x](?:\.[*x])*$/i;
const wildcardEnd = /^\.[*x]$/i;

/** Throws a ParseError. */
export function parsePoetryConstraint(text: string): PoetryConstraint {
  return text.split(/\|\|?/).map((part) => parseClauses(part.trim(), text));
}

export function poetryConstraintAllows(constraint: PoetryConstraint, version: string): boolean {
  return constraint.some((specifiers) => specifierContains(specifiers, version));
}

function parseClauses(part: string, text: string): readonly Specifier[] {
  const specifiers: Specifier[] = [];
  let at = 0;
  while (at < part.length) {
    clause.lastIndex = at;
    const match = clause.exec(part);
    const found = match?.[2] === undefined ? undefined : clauseOf(match[1] ?? '', match[2]);
    if (found === undefined) {
      throw new ParseError(`\`${part.slice(at).trim()}\` is not a version constraint`, text, 0);
    }
    specifiers.push(...found);
    at = clause.lastIndex;
  }
  return specifiers;
}

function clauseOf(operator: string, version: string): readonly Specifier[] | undefined {
  if (anyVersion.test(version)) return [];
  const prefix = withoutWildcards(version);
  if (prefix.length < version.length) return prefixClause(operator, prefix);
  const parsed = parseVersion(version);
  if (parsed === undefined) return undefined;
  switch (operator) {
    case '^':
      return between(parsed, caretPlace(parsed.release));
    case '~':
      return between(parsed, tildePlace(parsed.release));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return [comparison(operator, parsed)];
    case '':
    case '=':
      return specifier(`==${formatVersion(parsed)}`);
    case '<>':
      return specifier(`!=${version}`);
    default:
      return specifier(operator + version);
  }
}

/** `3.*.*` is `3`; of a text of wildcards alone the first part stays. */
function withoutWildcards(version: string): string {
  let end = version.length;
  while (end > 2 && wildcardEnd.test(version.slice(end - 2, end))) end -= 2;
  return version.slice(0, end);
}

/** `>=3.6.*` is `>=3.6`; `^3.6.*` is nothing. */
function prefixClause(operator: string, prefix: string): readonly Specifier[] | undefined {
  switch (operator) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return clauseOf(operator, prefix);
    case '':
    case '=':
    case '==':
      return specifier(`==${prefix}.*`);
    case '!=':
    case '<>':
      return specifier(`!=${prefix}.*`);
    default:
      return undefined;
  }
}

function specifier(text: string): readonly Specifier[] | undefined {
  const parsed = parseSpecifier(text);
  return parsed === undefined ? undefined : [parsed];
}

/** Poetry compares with local versions too: `>=2.0.1+cu118`. */
function comparison(operator: '<' | '<=' | '>' | '>=', version: Version): Specifier {
  return { operator, text: formatVersion(version), version, wildcard: false };
}

/** From a version to below the next of which all components after the one at a place are zero. */
function between(version: Version, place: number): readonly Specifier[] | undefined {
  const next = version.release
    .slice(0, place + 1)
    .map((part, index) => (index === place ? BigInt(part) + 1n : part));
  const upper = specifier(`<${String(version.epoch)}!${next.join('.')}`);
  return upper && [comparison('>=', version), ...upper];
}

/** The first component that is not zero may not change, else the last. */
function caretPlace(release: readonly Numeral[]): number {
  const first = release.findIndex((part) => part !== 0);
  return first === -1 ? release.length - 1 : first;
}

/** The second component may not change, the first where it is alone. */
function tildePlace(release: readonly Numeral[]): number {
  return Math.min(1, release.length - 1);
}
