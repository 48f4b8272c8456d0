import type { Requirement } from '../../../python/requirement.ts';
import type { Specifier } from '../../../python/specifier.ts';
import { formatVersion } from '../../../python/version.ts';
import type { Version } from '../../../python/version.ts';

/** One thing that a project asks for, in a form in which two of them can be compared. */
export interface DeclaredRequirement {
  /** Normalised. */
  readonly name: string;
  /** The requirement without its markers: `httpx[socks]>=0.28`, `lib from git https://…`. */
  readonly key: string;
  /** The extra of the project that brings it; undefined: always, or as its markers say. */
  readonly extra?: string;
  /** Markers that all have to hold. */
  readonly all: readonly string[];
  /** Markers none of which may hold. */
  readonly none: readonly string[];
}

/** The key of a requirement that an index answers. */
export function registryKey(
  name: string,
  extras: readonly string[],
  specifiers: readonly Specifier[],
  index: string | undefined,
): string {
  const versions = [...new Set(specifiers.map(specifierKey))].sort().join(',');
  const from = index === undefined ? '' : ` from index ${urlKey(index)}`;
  return nameKey(name, extras) + versions + from;
}

/** The key of a requirement with a source of its own, which requires no version. */
export function sourceKey(name: string, extras: readonly string[], source: string): string {
  return `${nameKey(name, extras)} from ${source}`;
}

/** `git https://…?tag=v1`: parameters sorted, without credentials. */
export function gitKey(
  url: string,
  parameters: Readonly<Record<string, string | null | undefined>>,
): string {
  const query = Object.entries(parameters)
    .flatMap(([key, value]) => (value === undefined || value === null ? [] : [`${key}=${value}`]))
    .sort()
    .join('&');
  return `git ${urlKey(url.replace(/^git\+/, ''))}${query === '' ? '' : `?${query}`}`;
}

/** A url without credentials, fragment and last slash. */
export function urlKey(url: string): string {
  return url
    .replace(/#[^]*$/s, '')
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1')
    .replace(/\/$/, '');
}

function nameKey(name: string, extras: readonly string[]): string {
  return extras.length === 0 ? name : `${name}[${[...extras].sort().join(',')}]`;
}

/** Versions that are equal are written alike: `>=01.0`, `>=1.0` and `>=1`. */
function specifierKey(specifier: Specifier): string {
  const { operator, text } = specifier;
  if (operator === '===') return operator + text;
  const { version, wildcard } = specifier;
  // `~=1.0` is not `~=1`, and `==1.0.*` not `==1.*`.
  const isSeries = wildcard || operator === '~=';
  const written = formatVersion(isSeries ? version : withoutTrailingZeros(version));
  return operator + written + (wildcard ? '.*' : '');
}

function withoutTrailingZeros(version: Version): Version {
  const last = version.release.findLastIndex((part) => part !== 0);
  return { ...version, release: version.release.slice(0, Math.max(last, 0) + 1) };
}

/** The source that a PEP 508 direct reference names. */
export function referenceKey({ url = '' }: Requirement): string {
  if (!url.startsWith('git+')) return `url ${urlKey(url)}`;
  const [address = '', fragment = ''] = url.split('#');
  const at = address.lastIndexOf('@');
  const path = /^[^:/]+:\/\/[^/]*/.exec(address)?.[0].length ?? 0;
  const subdirectory = new URLSearchParams(fragment).get('subdirectory');
  return at < path
    ? gitKey(address, { subdirectory })
    : gitKey(address.slice(0, at), { rev: address.slice(at + 1), subdirectory });
}
