import { SCALAR_STYLE } from 'js-yaml';
import type { ScalarEvent } from 'js-yaml';
import type { TextPiece } from './node.ts';

/**
 * Which part of the source each part of a scalar's text comes from; nothing for the styles that
 * fold lines, where a part has to be looked for instead.
 */
export function textPieces(event: ScalarEvent, source: string, text: string): readonly TextPiece[] {
  const { valueStart: start, valueEnd: end } = event;
  if (event.fast && text.length === end - start) {
    return [{ from: 0, to: text.length, start, end, exact: true }];
  }
  const pieces =
    event.style === SCALAR_STYLE.LITERAL_BLOCK
      ? literalPieces(event, source, text)
      : quotedPieces(event, source);
  return pieces?.at(-1)?.to === text.length ? pieces : [];
}

/** `\\x41`, `\\u0041`, `\\U00000041`, `\\n`; `''`; or any run of other characters of one line. */
const doubleQuoted = /\\(?:x..|u....|U........|[^\r\n])|[^\\\r\n]+/gs;
const singleQuoted = /''|[^'\r\n]+/g;

function quotedPieces(event: ScalarEvent, source: string): TextPiece[] | undefined {
  const { style, valueStart, valueEnd } = event;
  if (style !== SCALAR_STYLE.DOUBLE_QUOTED && style !== SCALAR_STYLE.SINGLE_QUOTED)
    return undefined;
  const written = source.slice(valueStart, valueEnd);
  if (/[\r\n]/.test(written)) return undefined;
  const pieces: TextPiece[] = [];
  let from = 0;
  const isDouble = style === SCALAR_STYLE.DOUBLE_QUOTED;
  for (const { 0: part, index } of written.matchAll(isDouble ? doubleQuoted : singleQuoted)) {
    const exact = part !== "''" && !part.startsWith('\\');
    const beyondBmp = part.startsWith('\\U') && Number.parseInt(part.slice(2), 16) > 0xffff;
    const to = from + (exact ? part.length : beyondBmp ? 2 : 1);
    const start = valueStart + index;
    pieces.push({ from, to, start, end: start + part.length, exact });
    from = to;
  }
  return pieces;
}

function literalPieces(event: ScalarEvent, source: string, text: string): TextPiece[] | undefined {
  const pieces: TextPiece[] = [];
  let start = event.valueStart;
  let from = 0;
  while (from < text.length) {
    const lineBreak = text.indexOf('\n', from);
    const to = lineBreak === -1 ? text.length : lineBreak;
    const line = text.slice(from, to);
    const at = line === '' ? start : start + event.indent;
    if (!source.startsWith(line, at)) return undefined;
    const next = /\r\n|\n|\r/.exec(source.slice(at + line.length));
    const end = next === null ? source.length : at + line.length + next.index + next[0].length;
    pieces.push({ from, to, start: at, end: at + line.length, exact: true });
    if (to < text.length)
      pieces.push({ from: to, to: to + 1, start: at + line.length, end, exact: false });
    from = to + 1;
    start = end;
  }
  return pieces;
}
