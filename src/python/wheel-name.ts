/**
 * File names of wheels, and the choice among them.
 * PEP 427, "File name convention"; PEP 425 (tags); PEP 491 (escaping).
 */
import { normalizeName } from './name.ts';
import type { NormalizedName } from './name.ts';
import { parseTag } from './tag.ts';
import { parseVersion } from './version.ts';
import type { Numeral, Version } from './version.ts';

export interface BuildTag {
  readonly number: Numeral;
  readonly suffix: string;
}

export interface WheelName {
  readonly name: NormalizedName;
  readonly version: Version;
  readonly build: BuildTag | undefined;
  /** Expanded: `py2-none-any`, `py3-none-any`. */
  readonly tags: readonly string[];
}

/** A target's tags, made ready for many choices. */
export interface TagRanks {
  /** Tag → its place, 0 the most preferred. */
  readonly ranks: ReadonlyMap<string, number>;
  /** The platforms of all tags: most files of a release are for others. */
  readonly platforms: ReadonlySet<string>;
  /** Ranks of compressed sets that were asked for: the files of a lock repeat a few. */
  readonly sets: Map<string, number | undefined>;
}

const asciiName = /^[A-Za-z0-9_.]+$/;
const unicodeName = /^[\p{L}\p{M}\p{N}_.]+$/u;

/** The parts of a wheel's file name, normalised or as older tools wrote it; undefined if it is not one. */
export function parseWheelName(file: string): WheelName | undefined {
  if (!file.endsWith('.whl')) return undefined;
  const parts = file.slice(0, -'.whl'.length).split('-');
  if (parts.length !== 5 && parts.length !== 6) return undefined;
  const [name, versionText] = parts;
  if (name === undefined || versionText === undefined) return undefined;
  if (name.includes('__') || !(asciiName.test(name) || unicodeName.test(name))) return undefined;
  const version = parseVersion(versionText);
  if (version === undefined) return undefined;
  const build = parts.length === 6 ? parseBuildTag(parts[2] ?? '') : undefined;
  if (parts.length === 6 && build === undefined) return undefined;
  const tags = parseTag(parts.slice(-3).join('-'));
  return tags && { name: normalizeName(name), version, build, tags };
}

function parseBuildTag(text: string): BuildTag | undefined {
  const match = /^([0-9]+)(.*)$/s.exec(text);
  if (match === null) return undefined;
  const digits = match[1] ?? '';
  return {
    number: digits.length <= 15 ? Number(digits) : BigInt(digits),
    suffix: match[2] ?? '',
  };
}

/** Order of two build tags: number first, then text; none before any (PEP 427). */
export function compareBuildTags(left: BuildTag | undefined, right: BuildTag | undefined): number {
  if (left === undefined || right === undefined) {
    return Number(left !== undefined) - Number(right !== undefined);
  }
  if (left.number !== right.number) return left.number < right.number ? -1 : 1;
  return left.suffix < right.suffix ? -1 : left.suffix > right.suffix ? 1 : 0;
}

/** The ranks of a target's ordered tags; to be made once for many choices. */
export function rankTags(tags: readonly string[]): TagRanks {
  const ranks = new Map<string, number>();
  const platforms = new Set<string>();
  tags.forEach((tag, rank) => {
    if (!ranks.has(tag)) ranks.set(tag, rank);
    platforms.add(tag.slice(tag.lastIndexOf('-') + 1));
  });
  return { ranks, platforms, sets: new Map() };
}

/** The rank of the best of a wheel's tags; undefined if the target takes none of them. */
function bestRank(tags: readonly string[], { ranks }: TagRanks): number | undefined {
  let best: number | undefined;
  for (const tag of tags) {
    const rank = ranks.get(tag);
    if (rank !== undefined && (best === undefined || rank < best)) best = rank;
  }
  return best;
}

/**
 * The wheel with the most preferred tag, on equal tags that with the higher build tag, then the
 * first; names that are no wheel's are passed over; undefined if none fits.
 */
export function bestWheel<File extends { readonly file: string }>(
  files: readonly File[],
  ranks: TagRanks,
): File | undefined {
  let best:
    | { readonly file: File; readonly rank: number; readonly build: BuildTag | undefined }
    | undefined;
  for (const file of files) {
    // The last parts of the name come first: most files do not fit, and then the others are not read.
    const rank = rankOfName(file.file, ranks);
    if (rank === undefined || (best !== undefined && rank > best.rank)) continue;
    const wheel = parseWheelName(file.file);
    if (wheel === undefined) continue;
    if (best === undefined || rank < best.rank || compareBuildTags(wheel.build, best.build) > 0) {
      best = { file, rank, build: wheel.build };
    }
  }
  return best?.file;
}

/** The rank by the tag set at the end of a file name; undefined if the target supports none of its tags. */
function rankOfName(file: string, ranks: TagRanks): number | undefined {
  const abi = file.lastIndexOf('-', file.lastIndexOf('-') - 1);
  const tag = file.slice(file.lastIndexOf('-', abi - 1) + 1, -'.whl'.length).toLowerCase();
  const rank = ranks.ranks.get(tag);
  if (rank !== undefined || !tag.includes('.')) return rank;
  if (ranks.sets.has(tag)) return ranks.sets.get(tag);
  const found = rankOfSet(tag, ranks);
  ranks.sets.set(tag, found);
  return found;
}

/** A compressed set, which is expanded only where one of its platforms fits. */
function rankOfSet(tag: string, ranks: TagRanks): number | undefined {
  const platforms = tag.slice(tag.lastIndexOf('-') + 1).split('.');
  if (!platforms.some((platform) => ranks.platforms.has(platform))) return undefined;
  return bestRank(parseTag(tag) ?? [], ranks);
}
