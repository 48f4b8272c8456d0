/**
 * Versions: parsing, normal form and order.
 * PEP 440, "Version scheme", "Normalization", "Summary of permitted suffixes and relative ordering".
 */

/** A number of any size: a bigint only where a number would lose digits. */
export type Numeral = number | bigint;

export type PreReleaseLetter = 'a' | 'b' | 'rc';

export interface Version {
  readonly epoch: Numeral;
  /** At least one component; trailing zeros kept. */
  readonly release: readonly Numeral[];
  readonly pre: { readonly letter: PreReleaseLetter; readonly number: Numeral } | undefined;
  readonly post: Numeral | undefined;
  readonly dev: Numeral | undefined;
  /** Lower-case segments; numeric ones as numbers. */
  readonly local: readonly (Numeral | string)[] | undefined;
}

const pattern =
  /^\s*v?(?:([0-9]+)!)?([0-9]+(?:\.[0-9]+)*)(?:[._-]?(alpha|a|beta|b|preview|pre|c|rc)[._-]?([0-9]+)?)?(?:-([0-9]+)|[._-]?(post|rev|r)[._-]?([0-9]+)?)?(?:[._-]?(dev)[._-]?([0-9]+)?)?(?:\+([a-z0-9]+(?:[._-][a-z0-9]+)*))?\s*$/i;

/** So many digits always fit into a number exactly. */
const exactDigits = 15;

function numeral(digits: string): Numeral {
  if (digits.length <= exactDigits) return Number(digits);
  const exact = BigInt(digits);
  return exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact;
}

function preReleaseLetter(word: string): PreReleaseLetter {
  const lower = word.toLowerCase();
  if (lower === 'a' || lower === 'alpha') return 'a';
  if (lower === 'b' || lower === 'beta') return 'b';
  return 'rc';
}

/** The components of a version of digits and dots alone, undefined for every other text. */
function simpleRelease(text: string): Numeral[] | undefined {
  const release: Numeral[] = [];
  let value = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      digits += 1;
      if (digits > exactDigits) return undefined;
      value = value * 10 + (code - 48);
    } else if (code === 46 && digits > 0) {
      release.push(value);
      value = 0;
      digits = 0;
    } else {
      return undefined;
    }
  }
  if (digits === 0) return undefined;
  release.push(value);
  return release;
}

/** A longer text is not a version. */
export const maximumVersionLength = 4096;

/** A version in any spelling that PEP 440 permits; undefined if the text is not one. */
export function parseVersion(text: string): Version | undefined {
  const simple = text.length > maximumVersionLength ? undefined : simpleRelease(text);
  if (simple !== undefined) {
    return {
      epoch: 0,
      release: simple,
      pre: undefined,
      post: undefined,
      dev: undefined,
      local: undefined,
    };
  }
  const match = text.length > maximumVersionLength ? null : pattern.exec(text);
  if (match === null) return undefined;
  const [
    ,
    epoch,
    release,
    preWord,
    preNumber,
    postImplicit,
    postWord,
    postNumber,
    dev,
    devNumber,
    local,
  ] = match;
  if (release === undefined) return undefined;
  const post = postImplicit ?? (postWord === undefined ? undefined : (postNumber ?? '0'));
  return {
    epoch: epoch === undefined ? 0 : numeral(epoch),
    release: release.split('.').map(numeral),
    pre:
      preWord === undefined
        ? undefined
        : { letter: preReleaseLetter(preWord), number: numeral(preNumber ?? '0') },
    post: post === undefined ? undefined : numeral(post),
    dev: dev === undefined ? undefined : numeral(devNumber ?? '0'),
    local: local
      ?.toLowerCase()
      .split(/[._-]/)
      .map((segment) => (/^[0-9]+$/.test(segment) ? numeral(segment) : segment)),
  };
}

/** The normal form: `1.0.0-ALPHA.1` is `1.0.0a1` (PEP 440, "Normalization"). */
export function formatVersion(version: Version): string {
  const { epoch, release, pre, post, dev, local } = version;
  let text = epoch === 0 ? release.join('.') : `${String(epoch)}!${release.join('.')}`;
  if (pre !== undefined) text += pre.letter + String(pre.number);
  if (post !== undefined) text += `.post${String(post)}`;
  if (dev !== undefined) text += `.dev${String(dev)}`;
  if (local !== undefined) text += `+${local.join('.')}`;
  return text;
}

/** Whether a version is a pre-release or a development release (PEP 440, "Handling of pre-releases"). */
export function isPrerelease(version: Version): boolean {
  return version.pre !== undefined || version.dev !== undefined;
}

function compareNumerals(left: Numeral, right: Numeral): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Order of two release segments, the shorter one padded with zeros. */
export function compareReleases(left: readonly Numeral[], right: readonly Numeral[]): number {
  const length = Math.max(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const order = compareNumerals(left[at] ?? 0, right[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

function preReleaseRank(version: Version): number {
  if (version.pre !== undefined)
    return version.pre.letter === 'a' ? 1 : version.pre.letter === 'b' ? 2 : 3;
  return version.dev !== undefined && version.post === undefined ? 0 : 4;
}

function compareSuffixes(left: Version, right: Version): number {
  return (
    preReleaseRank(left) - preReleaseRank(right) ||
    compareNumerals(left.pre?.number ?? 0, right.pre?.number ?? 0) ||
    compareNumerals(left.post ?? -1, right.post ?? -1) ||
    // No development release comes after every one.
    (left.dev === undefined
      ? right.dev === undefined
        ? 0
        : 1
      : right.dev === undefined
        ? -1
        : compareNumerals(left.dev, right.dev))
  );
}

function compareLocals(left: Version['local'], right: Version['local']): number {
  if (left === undefined) return right === undefined ? 0 : -1;
  if (right === undefined) return 1;
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const a = left[at] ?? 0;
    const b = right[at] ?? 0;
    if (typeof a === 'string') {
      if (typeof b !== 'string') return -1;
      if (a !== b) return a < b ? -1 : 1;
    } else {
      if (typeof b === 'string') return 1;
      const order = compareNumerals(a, b);
      if (order !== 0) return order;
    }
  }
  return left.length - right.length;
}

/** Order of two versions without their local segments: negative, zero or positive. */
export function comparePublicVersions(left: Version, right: Version): number {
  return (
    compareNumerals(left.epoch, right.epoch) ||
    compareReleases(left.release, right.release) ||
    compareSuffixes(left, right)
  );
}

/** Order of two versions: negative, zero or positive. */
export function compareVersions(left: Version, right: Version): number {
  return comparePublicVersions(left, right) || compareLocals(left.local, right.local);
}
