import type { SourceText } from '../../diagnostics/source-text.ts';
import type { Span } from '../../diagnostics/span.ts';

/** A range of a source: offsets in UTF-16 code units, half-open. */
interface Placed {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

export interface YamlScalar extends Placed {
  readonly kind: 'scalar';
  /** As written, quotes and escapes resolved, arguments substituted: `1.10` stays `1.10`. */
  readonly text: string;
  /** As the core schema of YAML 1.2 types it (section 10.3). */
  readonly value: string | number | boolean | null;
  /** Neither quoted nor a block, and without a tag: its text may be a number, a boolean or nothing. */
  readonly plain: boolean;
  /** Which part of the source each part of the text comes from; empty if that is not known. */
  readonly pieces: readonly TextPiece[];
}

/** `from`–`to` of a scalar's text is `start`–`end` of the source, character by character if `exact`. */
export interface TextPiece {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
}

export interface YamlSequence extends Placed {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

export interface YamlMapping extends Placed {
  readonly kind: 'mapping';
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

/** A node of a YAML document that knows where it was written. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** Where a node was written. */
export function spanOf(node: YamlNode): Span {
  return node.source.span(node.start, node.end);
}

/** Where a part of a scalar's text was written; the whole scalar where that cannot be told. */
export function partSpan(scalar: YamlScalar, from: number, to: number): Span {
  const { start, end } = partRange(scalar, from, to);
  return scalar.source.span(start, end);
}

/** Parts of a longer text have no place of their own where it is not known where its pieces are written. */
const longestSearched = 4096;

/** The same in offsets of the source. */
export function partRange(
  scalar: YamlScalar,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } {
  const { start, end, text, source, pieces } = scalar;
  if (text === '') return { start, end };
  const first = pieces[pieceIndex(pieces, from)];
  const last = pieces[pieceIndex(pieces, Math.max(from, to - 1))];
  if (first === undefined || last === undefined) {
    // Each part of a text is looked for in all of it.
    if (text.length > longestSearched) return { start, end };
    const part = text.slice(from, to);
    const written = source.text.slice(start, end);
    const at = part === '' ? -1 : written.indexOf(part);
    if (at === -1 || written.includes(part, at + 1)) return { start, end };
    return { start: start + at, end: start + at + part.length };
  }
  const partStart = first.exact ? first.start + (from - first.from) : first.start;
  const partEnd = last.exact ? last.start + (to - last.from) : last.end;
  return { start: partStart, end: Math.max(partStart, partEnd) };
}

/** Index of the piece that contains an offset of the text; of the last one if the offset is after all. */
function pieceIndex(pieces: readonly TextPiece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offset < (pieces[middle]?.to ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The entry of a key, undefined if the mapping has none. */
export function entryOf({ entries }: YamlMapping, key: string): YamlEntry | undefined {
  if (entries.length < indexedEntries) return entries.find((entry) => entry.key.text === key);
  let index = indexes.get(entries);
  if (index === undefined) {
    index = new Map(entries.toReversed().map((entry) => [entry.key.text, entry] as const));
    indexes.set(entries, index);
  }
  return index.get(key);
}

/** A mapping of fewer entries is searched faster than it is indexed. */
const indexedEntries = 16;

const indexes = new WeakMap<readonly YamlEntry[], ReadonlyMap<string, YamlEntry>>();
