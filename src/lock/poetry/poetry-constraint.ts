/**
 * Version constraints of Poetry: `^1.2`, `~1.2`, `1.*`, `>=1,<2 || ^3`.
 * Poetry, "Dependency specification"; what PEP 440 has too means the same.
 */
import { ParseError } from '../../python/parse-error.ts';
import type { Specifier } from '../../python/specifier.ts';
import { parseSpecifier, specifierContains } from '../../python/specifier.ts';
import type { Numeral } from '../../python/version.ts';
import { formatVersion, parseVersion } from '../../python/version.ts';

/** Alternatives, each a list of clauses that all have to hold. */
export type PoetryConstraint = readonly (readonly Specifier[])[];

const clause = /\s*(\^|~=|~|>=|<=|===|==|!=|<>|>|<|=)?\s*([^\s,|^~<>=!]+)\s*,?/y;

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
      throw new ParseError(`\`${part.slice(at).trim()}\` is no version constraint`, text, 0);
    }
    specifiers.push(...found);
    at = clause.lastIndex;
  }
  return specifiers;
}

function clauseOf(operator: string, version: string): readonly Specifier[] | undefined {
  if (version === '*') return [];
  const wildcard = /^(\d+(?:\.\d+)*)(?:\.[*xX])+$/.exec(version)?.[1];
  if (wildcard !== undefined) {
    return operator === '!=' || operator === '<>'
      ? specifier(`!=${wildcard}.*`)
      : specifier(`==${wildcard}.*`);
  }
  const parsed = parseVersion(version);
  if (parsed === undefined) return undefined;
  switch (operator) {
    case '^':
      return between(version, caretLimit(parsed.release));
    case '~':
      return between(version, tildeLimit(parsed.release));
    case '':
    case '=':
      return specifier(`==${formatVersion(parsed)}`);
    case '<>':
      return specifier(`!=${version}`);
    default:
      return specifier(operator + version);
  }
}

function specifier(text: string): readonly Specifier[] | undefined {
  const parsed = parseSpecifier(text);
  return parsed === undefined ? undefined : [parsed];
}

function between(version: string, limit: string): readonly Specifier[] | undefined {
  const lower = specifier(`>=${version}`);
  const upper = specifier(`<${limit}`);
  return lower === undefined || upper === undefined ? undefined : [...lower, ...upper];
}

function next(release: readonly Numeral[], at: number): string {
  return release
    .slice(0, at + 1)
    .map((part, index) => (index === at ? String(BigInt(part) + 1n) : String(part)))
    .join('.');
}

/** The first component that is not zero may not change, else the last. */
function caretLimit(release: readonly Numeral[]): string {
  const first = release.findIndex((part) => part !== 0);
  return next(release, first === -1 ? release.length - 1 : first);
}

/** The second component may not change, the first where it is alone. */
function tildeLimit(release: readonly Numeral[]): string {
  return next(release, Math.min(1, release.length - 1));
}
