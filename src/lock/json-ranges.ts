import type { KeyPath, Ranges, TextRange } from '../toml/toml-ranges.ts';
import { rangeKey } from '../toml/toml-ranges.ts';

const token = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/gy;

/** Keys and items on the path of a value; deeper values have the range of the last of these. */
const deepest = 16;

/** The ranges of every value of a valid JSON text (RFC 8259), found only when an error needs one. */
export function jsonRanges(text: string): Ranges {
  const ranges = new Map<string, TextRange>();
  const pattern = new RegExp(token);
  let at = 0;

  function next(): TextRange {
    while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1;
    pattern.lastIndex = at;
    const start = at;
    at = pattern.exec(text) === null ? text.length : pattern.lastIndex;
    return { start, end: at };
  }

  /** Skips the rest of a value that is deeper than any that is looked up. */
  function skip(first: string): void {
    let depth = '[{'.includes(first) ? 1 : 0;
    while (depth > 0 && at < text.length) {
      const unit = text.charAt(next().start);
      if (unit === '[' || unit === '{') depth += 1;
      else if (unit === ']' || unit === '}') depth -= 1;
    }
  }

  function value(path: KeyPath): void {
    const first = next();
    const open = text.charAt(first.start);
    if (path.length >= deepest) skip(open);
    else if (open === '{' || open === '[') {
      for (let index = 0; at < text.length; index++) {
        const item = next();
        if ('}]'.includes(text.charAt(item.start))) break;
        if (open === '{') {
          next();
          const key: unknown = JSON.parse(text.slice(item.start, item.end));
          value([...path, String(key)]);
        } else {
          at = item.start;
          value([...path, index]);
        }
        if (text.charAt(next().start) !== ',') break;
      }
    }
    ranges.set(rangeKey(path), { start: first.start, end: at });
  }

  value([]);
  return ranges;
}
