/**
 * Version specifiers: `>=1.0, !=1.3.4.*, <2`.
 * PEP 440, "Version specifiers"; pre-releases as in "Handling of pre-releases" for one candidate.
 */
import { ParseError } from '../diagnostics/parse-error.ts';
import {
  comparePublicVersions,
  compareReleases,
  compareVersions,
  formatVersion,
  isPrerelease,
  parseVersion,
} from './version.ts';
import type { Version } from './version.ts';

export type VersionOperator = '==' | '!=' | '<=' | '>=' | '<' | '>' | '~=';

export type Specifier =
  | {
      readonly operator: VersionOperator;
      /** As written, with `.*` where it is a prefix match. */
      readonly text: string;
      readonly version: Version;
      /** `==1.2.*` and `!=1.2.*`. */
      readonly wildcard: boolean;
    }
  | {
      /** Arbitrary equality: the candidate's own text, case apart. */
      readonly operator: '===';
      readonly text: string;
    };

const clause = /^\s*(===|==|!=|~=|<=|>=|<|>)\s*([^\s;)]+)\s*$/;
const prefix = /^v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*$/i;

/** One clause such as `>=1.0`; undefined if the text is not one. */
export function parseSpecifier(text: string): Specifier | undefined {
  const match = clause.exec(text);
  if (match === null) return undefined;
  const [, operator, written] = match;
  if (operator === undefined || written === undefined) return undefined;
  if (operator === '===') return { operator, text: written };
  const wildcard = written.endsWith('.*');
  if (
    wildcard &&
    ((operator !== '==' && operator !== '!=') || !prefix.test(written.slice(0, -2)))
  ) {
    return undefined;
  }
  const version = parseVersion(wildcard ? written.slice(0, -2) : written);
  if (version === undefined) return undefined;
  switch (operator) {
    case '==':
    case '!=':
      break;
    case '~=':
      if (version.local !== undefined || version.release.length < 2) return undefined;
      break;
    case '<=':
    case '>=':
    case '<':
    case '>':
      if (version.local !== undefined) return undefined;
      break;
    default:
      return undefined;
  }
  return { operator, text: written, version, wildcard };
}

/** Clauses separated by commas, empty ones left out; throws a ParseError at the clause that is none. */
export function parseSpecifiers(text: string): readonly Specifier[] {
  const specifiers: Specifier[] = [];
  let start = 0;
  for (const part of text.split(',')) {
    const trimmed = part.trim();
    if (trimmed !== '') {
      const specifier = parseSpecifier(trimmed);
      if (specifier === undefined) {
        const at = start + part.indexOf(trimmed);
        throw new ParseError(
          `\`${trimmed}\` is not a version specifier`,
          text,
          at,
          at + trimmed.length,
        );
      }
      specifiers.push(specifier);
    }
    start += part.length + 1;
  }
  return specifiers;
}

/** `>=1.0,<2`, the clauses in their order. */
export function formatSpecifiers(specifiers: readonly Specifier[]): string {
  return specifiers.map((specifier) => specifier.operator + specifier.text).join(',');
}

function hasPrefix(candidate: Version, epochAndPrefix: Version, length: number): boolean {
  if (candidate.epoch !== epochAndPrefix.epoch) return false;
  for (let at = 0; at < length; at++) {
    if ((candidate.release[at] ?? 0) !== epochAndPrefix.release[at]) return false;
  }
  return true;
}

function isAfter(candidate: Version, bound: Version): boolean {
  if (comparePublicVersions(candidate, bound) <= 0) return false;
  if (bound.post !== undefined || bound.dev !== undefined) return true;
  // `>1.7` leaves out 1.7.post1 (PEP 440, "Exclusive ordered comparison").
  const samePre =
    candidate.pre?.letter === bound.pre?.letter && candidate.pre?.number === bound.pre?.number;
  const sameRelease =
    candidate.epoch === bound.epoch && compareReleases(candidate.release, bound.release) === 0;
  return !(samePre && sameRelease);
}

function isBefore(candidate: Version, bound: Version): boolean {
  // `<1.7` leaves out 1.7's own pre-releases (PEP 440, "Exclusive ordered comparison").
  return compareVersions(candidate, isPrerelease(bound) ? bound : { ...bound, dev: 0 }) < 0;
}

function equals(candidate: Version, specifier: Exclude<Specifier, { operator: '===' }>): boolean {
  const { version, wildcard } = specifier;
  if (wildcard) return hasPrefix(candidate, version, version.release.length);
  return version.local === undefined
    ? comparePublicVersions(candidate, version) === 0
    : compareVersions(candidate, version) === 0;
}

function matches(
  specifier: Specifier,
  candidate: Version | undefined,
  text: string | undefined,
): boolean {
  if (specifier.operator === '===') {
    const own = text ?? (candidate === undefined ? '' : formatVersion(candidate));
    return own.toLowerCase() === specifier.text.toLowerCase();
  }
  if (candidate === undefined) return false;
  const { version } = specifier;
  switch (specifier.operator) {
    case '==':
      return equals(candidate, specifier);
    case '!=':
      return !equals(candidate, specifier);
    case '<=':
      return comparePublicVersions(candidate, version) <= 0;
    case '>=':
      return compareVersions(candidate, version) >= 0;
    case '<':
      return isBefore(candidate, version);
    case '>':
      return isAfter(candidate, version);
    case '~=':
      return (
        compareVersions(candidate, version) >= 0 &&
        hasPrefix(candidate, version, version.release.length - 1)
      );
  }
}

/**
 * Whether every clause admits the version.
 * A pre-release is admitted unless `prereleases` is false: a sole candidate has no final release
 * beside it. A text that is not a version is admitted by `===` alone.
 */
export function specifierContains(
  specifiers: readonly Specifier[],
  version: Version | string,
  options: { readonly prereleases?: boolean } = {},
): boolean {
  const text = typeof version === 'string' ? version : undefined;
  const candidate = typeof version === 'string' ? parseVersion(version) : version;
  if (options.prereleases === false && candidate !== undefined && isPrerelease(candidate)) {
    return false;
  }
  for (const specifier of specifiers) {
    if (!matches(specifier, candidate, text)) return false;
  }
  return true;
}
