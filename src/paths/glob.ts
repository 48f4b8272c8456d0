/**
 * A part of a glob: a text; one character of a name; any characters of a name; any characters; or any directories,
 * each with its slash.
 */
export type GlobPart = string | { readonly any: 'character' | 'name' | 'path' | 'directories' };

/**
 * Whether a whole text matches, in time that grows with the lengths of both: regular expressions try every division of
 * the text among the wildcards, and a stranger who sends a change can write both pattern and text.
 */
export function glob(parts: readonly GlobPart[]): (text: string) => boolean {
  const pattern = parts
    .flatMap((part): readonly GlobPart[] => (typeof part === 'string' ? Array.from(part) : [part]))
    .filter((part, at, all) => !isRepeated(part, all[at - 1]));
  return (text) => {
    const seen = new Uint32Array(2 * pattern.length + 2);
    let places = reached(pattern, seen, 1);
    let count = 1;
    for (const character of text) {
      count += 1;
      places = reached(pattern, seen, count, places, character);
      if (places.length === 0) return false;
    }
    return seen[2 * pattern.length] === count;
  };
}

/** Any characters after any characters of the same kind are the same. */
function isRepeated(part: GlobPart, before: GlobPart | undefined): boolean {
  if (typeof part !== 'object' || typeof before !== 'object') return false;
  return part.any === before.any && part.any !== 'character';
}

/** Twice a place in a pattern; and one more if some characters of directories were read. */
type Place = number;

/**
 * The places that a pattern may be at after a character, or before the first.
 *
 * @param seen for each place, the last of the steps that reached it
 */
function reached(
  pattern: readonly GlobPart[],
  seen: Uint32Array,
  step: number,
  from?: readonly Place[],
  character?: string,
): readonly Place[] {
  const found: Place[] = [];
  const add = (first: number): void => {
    for (let at = first; seen[2 * at] !== step; at += 1) {
      seen[2 * at] = step;
      found.push(2 * at);
      const part = pattern[at];
      if (typeof part !== 'object' || part.any === 'character') return;
    }
  };
  if (from === undefined) {
    add(0);
    return found;
  }
  for (const place of from) {
    const at = place >> 1;
    const part = pattern[at];
    if (part === undefined) continue;
    if (typeof part === 'string') {
      if (part === character) add(at + 1);
    } else if (part.any === 'character') {
      if (character !== '/') add(at + 1);
    } else if (part.any === 'directories') {
      const inside = 2 * at + 1;
      if (seen[inside] !== step) {
        seen[inside] = step;
        found.push(inside);
      }
      if (character === '/') add(at + 1);
    } else if (part.any === 'path' || character !== '/') add(at);
  }
  return found;
}
