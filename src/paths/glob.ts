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
  const pattern = parts.flatMap((part): readonly GlobPart[] =>
    typeof part === 'string' ? Array.from(part) : [part],
  );
  return (text) => {
    let places = reached(pattern, [0]);
    for (const character of text) {
      places = reached(pattern, places, character);
      if (places.size === 0) return false;
    }
    return places.has(pattern.length);
  };
}

/** A place in a pattern; of directories, whether some of their characters were read. */
type Place = number;
const INSIDE = 0.5;

/** The places that a pattern may be at after a character, or before the first. */
function reached(
  pattern: readonly GlobPart[],
  from: Iterable<Place>,
  character?: string,
): Set<Place> {
  const found = new Set<Place>();
  const add = (place: Place): void => {
    for (let at = place; !found.has(at); at += 1) {
      found.add(at);
      const part = pattern[at];
      if (typeof part !== 'object' || part.any === 'character') return;
    }
  };
  for (const place of from) {
    if (character === undefined) {
      add(place);
      continue;
    }
    const at = Math.floor(place);
    const part = pattern[at];
    if (part === undefined) continue;
    if (typeof part === 'string') {
      if (part === character) add(at + 1);
    } else if (part.any === 'character') {
      if (character !== '/') add(at + 1);
    } else if (part.any === 'directories') {
      found.add(at + INSIDE);
      if (character === '/') add(at + 1);
    } else if (part.any === 'path' || character !== '/') add(at);
  }
  return found;
}
