/**
 * The path to the first value that lies deeper than tables and arrays may be nested; undefined if none does. Parsers
 * bound what is nested in brackets, and a dotted key of a hundred thousand parts has none.
 */
export function pathBeyond(
  root: unknown,
  maximum: number,
): readonly (string | number)[] | undefined {
  // No recursion: that is what such a file would exhaust.
  const pending: Place[] = [{ value: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (depth > maximum) return pathOf(next);
    if (typeof value !== 'object' || value === null || value instanceof Date) continue;
    const within = next;
    const add = (key: string | number, item: unknown) => {
      if (typeof item === 'object') pending.push({ value: item, depth: depth + 1, key, within });
    };
    if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        add(index, item);
      });
    } else {
      for (const [key, item] of Object.entries(value)) add(key, item);
    }
  }
  return undefined;
}

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly key?: string | number;
  readonly within?: Place;
}

function pathOf(place: Place): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.key !== undefined; at = at.within) path.push(at.key);
  return path.reverse();
}
