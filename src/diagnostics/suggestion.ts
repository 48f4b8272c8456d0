import { editDistance } from './edit-distance.ts';

/** Texts longer than this get no suggestion: comparing them costs more than it helps. */
const longestCompared = 80;

/**
 * The candidate that a person most likely meant, where one is near enough: at most a third of its
 * letters differ; case, `-`, `_` and `.` count for nothing.
 */
export function suggestion(written: string, candidates: Iterable<string>): string | undefined {
  if (written.length > longestCompared) return undefined;
  const wanted = fold(written);
  let found: string | undefined;
  let foundDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const limit = Math.max(1, Math.floor(Math.max(folded.length, wanted.length) / 3));
    if (folded.length < 2 && folded !== wanted) continue;
    const distance = editDistance(wanted, folded, limit);
    if (distance <= limit && distance < foundDistance) {
      found = candidate;
      foundDistance = distance;
    }
  }
  return found;
}

/** ` · did you mean "…"?`, or nothing. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  return meant(suggestion(written, candidates));
}

/** The same, of a name that is likely; nothing if there is none. */
export function meant(likely: string | undefined): string {
  return likely === undefined ? '' : ` · did you mean "${likely}"?`;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
