import type { KeyPath, Ranges, TextRange } from '../diagnostics/toml-ranges.ts';
import { rangeKey } from '../diagnostics/toml-ranges.ts';

const token = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/gy;

/** The ranges of every value of a valid JSON text (RFC 8259), found only when an error has to be told. */
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

  function value(path: KeyPath): void {
    const first = next();
    const open = text.charAt(first.start);
    if (open === '{' || open === '[') {
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
