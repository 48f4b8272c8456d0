import type { Help } from '../../diagnostics/help.ts';
import type { CodeOf } from '../../diagnostics/diagnostic-code.ts';
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, getScalarValue } from 'js-yaml';
import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { didYouMean } from '../../diagnostics/suggestion.ts';
import { yamlLimits } from './limits.ts';
import { mergeKey, withMerges } from './merge-keys.ts';
import { spanOf } from './node.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './node.ts';
import { textPieces } from './text-pieces.ts';
import { resolveScalar } from './resolve-scalar.ts';

/** The tags whose meaning every reader of YAML knows; others are errors. */
const coreTags = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq', 'timestamp']);

/** The documents that a parser's events describe, and every mistake found on the way. */
export function composeNodes(
  source: SourceText,
  events: readonly Event[],
): { readonly documents: readonly YamlNode[]; readonly diagnostics: readonly Diagnostic[] } {
  const composer = new Composer(source, events);
  const documents: YamlNode[] = [];
  while (!composer.atEnd) {
    const document = composer.document();
    if (document !== undefined) documents.push(document);
  }
  return { documents, diagnostics: composer.diagnostics };
}

class Composer {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: SourceText;
  readonly #events: readonly Event[];
  readonly #sizes = new WeakMap<YamlNode, number>();
  #at = 0;
  /** Offset after the last token that was seen. */
  #cursor = 0;
  #nodes = 0;
  #anchors = new Map<string, YamlNode | 'open'>();

  constructor(source: SourceText, events: readonly Event[]) {
    this.#source = source;
    this.#events = events;
  }

  get atEnd(): boolean {
    return this.#at >= this.#events.length;
  }

  document(): YamlNode | undefined {
    this.#next();
    this.#anchors = new Map();
    const node = this.#isPop() ? undefined : this.#node();
    this.#next();
    return node;
  }

  #next(): Event | undefined {
    return this.#events[this.#at++];
  }

  #isPop(): boolean {
    const event = this.#events[this.#at];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  #error(code: CodeOf<'error'>, message: string, start: number, end: number, help?: Help): void {
    this.diagnostics.push(errorAt(this.#source.span(start, end), code, message, help));
  }

  /** Undefined for what was reported as a mistake: its place in the document stays empty. */
  #node(): YamlNode | undefined {
    const event = this.#next();
    if (event?.type === EVENT_ID.SCALAR) return this.#anchored(event, () => this.#scalar(event));
    if (event?.type === EVENT_ID.SEQUENCE)
      return this.#anchored(event, () => this.#sequence(event));
    if (event?.type === EVENT_ID.MAPPING) return this.#anchored(event, () => this.#mapping(event));
    if (event?.type === EVENT_ID.ALIAS) return this.#alias(event.anchorStart, event.anchorEnd);
    return this.#nothing(this.#cursor, this.#cursor);
  }

  #anchored(
    event: ScalarEvent | SequenceEvent | MappingEvent,
    make: () => YamlNode,
  ): YamlNode | undefined {
    const known = this.#isKnownTag(event.tagStart, event.tagEnd);
    const nodesBefore = this.#nodes;
    this.#nodes += 1;
    this.#cursor = Math.max(this.#cursor, event.anchorEnd, event.tagEnd);
    const anchor =
      event.anchorStart === -1
        ? undefined
        : this.#source.text.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const node = make();
    if (anchor !== undefined) {
      this.#anchors.set(anchor, node);
      this.#sizes.set(node, this.#nodes - nodesBefore);
    }
    return known ? node : undefined;
  }

  #scalar(event: ScalarEvent): YamlScalar {
    const source = this.#source;
    if (event.valueStart === -1) {
      const value = this.#tag(event.tagStart, event.tagEnd) === 'str' ? '' : null;
      const at = event.tagStart === -1 ? this.#cursor : event.tagStart;
      return { ...this.#nothing(at, this.#cursor), value };
    }
    const text = getScalarValue(source.text, event);
    const { start, end } = extentOf(event, source.text);
    this.#cursor = end;
    const tag = this.#tag(event.tagStart, event.tagEnd);
    const plain =
      event.style === SCALAR_STYLE.PLAIN && tag !== 'str' && tag !== 'timestamp' && tag !== '!';
    const value = plain ? resolveScalar(text) : text;
    return {
      kind: 'scalar',
      source,
      start,
      end,
      text,
      value,
      plain,
      pieces: textPieces(event, source.text, text),
    };
  }

  #nothing(start: number, end: number): YamlScalar {
    const source = this.#source;
    return { kind: 'scalar', source, start, end, text: '', value: null, plain: true, pieces: [] };
  }

  #sequence(event: SequenceEvent): YamlNode {
    const block = event.style === COLLECTION_STYLE.BLOCK;
    this.#cursor = block ? event.start : event.start + 1;
    const items: YamlNode[] = [];
    while (!this.#isPop()) {
      const dash = block ? this.#skipTo('-') - 1 : this.#cursor;
      const item = this.#node();
      if (item === undefined) continue;
      const isEmpty = item.kind === 'scalar' && item.start === item.end && item.end === dash + 1;
      items.push(isEmpty ? { ...item, start: dash } : item);
    }
    this.#next();
    const end = block ? this.#cursor : this.#skipTo(']');
    return { kind: 'sequence', source: this.#source, start: event.start, end, items };
  }

  #mapping(event: MappingEvent): YamlNode {
    const braces = event.style === COLLECTION_STYLE.FLOW && this.#source.text[event.start] === '{';
    this.#cursor = braces ? event.start + 1 : event.start;
    const written = new Map<string, YamlEntry>();
    while (!this.#isPop()) {
      const key = this.#node();
      const keyEnd = this.#cursor;
      let value = this.#node();
      if (key === undefined || value === undefined) continue;
      if (key.kind !== 'scalar') {
        this.#error(
          'yaml-complex-key',
          `expected a word as key, found a ${key.kind === 'sequence' ? 'list' : 'mapping'}`,
          key.start,
          key.end,
          'Text with `[`, `{` or `${` at its beginning needs quotes.',
        );
        continue;
      }
      if (
        value.kind === 'scalar' &&
        value.value === null &&
        value.start >= keyEnd &&
        value.text === ''
      ) {
        value = { ...value, start: key.start, end: key.end };
      }
      this.#entry(written, key, value);
    }
    this.#next();
    const end = braces ? this.#skipTo('}') : this.#cursor;
    const entries = withMerges([...written.values()], (diagnostic) =>
      this.diagnostics.push(diagnostic),
    );
    this.#nodes += (entries.length - written.size) * 2;
    this.#checkSize(event.start, event.start + 1);
    return { kind: 'mapping', source: this.#source, start: event.start, end, entries };
  }

  /** The entry of a key, the first time that the mapping has it. */
  #entry(written: Map<string, YamlEntry>, key: YamlScalar, value: YamlNode): void {
    const first = written.get(key.text);
    if (first === undefined) {
      written.set(key.text, { key, value });
      return;
    }
    const help =
      key.text === mergeKey
        ? 'Merge several mappings with one key: `<<: [*first, *second]`.'
        : 'Keep one of them.';
    this.diagnostics.push({
      ...errorAt(spanOf(key), 'duplicate-key', `the key "${key.text}" is given twice`, help),
      related: [{ message: 'first given here', span: spanOf(first.key) }],
    });
  }

  #alias(start: number, end: number): YamlNode | undefined {
    this.#cursor = end;
    const name = this.#source.text.slice(start, end);
    const node = this.#anchors.get(name);
    if (node === undefined) {
      this.#error(
        'yaml-unknown-anchor',
        `there is no anchor "&${name}" above${didYouMean(name, this.#anchors.keys())}`,
        start - 1,
        end,
        'Put a text that begins with `*` in quotes.',
      );
    } else if (node === 'open') {
      this.#error('yaml-recursive-alias', `"*${name}" stands within itself`, start - 1, end);
    } else {
      this.#nodes += this.#sizes.get(node) ?? 1;
      if (this.#checkSize(start - 1, end)) return node;
    }
    return undefined;
  }

  /** False once, and from then on, the document has grown beyond its limit. */
  #checkSize(start: number, end: number): boolean {
    if (this.#nodes <= yamlLimits.nodes) return true;
    if (!this.diagnostics.some(({ code }) => code === 'yaml-too-many-nodes')) {
      this.#error(
        'yaml-too-many-nodes',
        `with its aliases resolved the file has more than ${yamlLimits.nodes} values`,
        start,
        end,
      );
    }
    return false;
  }

  /** The short name of a core tag, undefined if there is none. */
  #tag(start: number, end: number): string | undefined {
    if (start === -1) return undefined;
    return this.#source.text.slice(start, end).replace(/^(?:!!|!<tag:yaml\.org,2002:)|>$/g, '');
  }

  #isKnownTag(start: number, end: number): boolean {
    const tag = this.#tag(start, end);
    if (tag === undefined || tag === '!' || coreTags.has(tag)) return true;
    this.#error(
      'yaml-unknown-tag',
      `the tag "${this.#source.text.slice(start, end)}" is not supported here`,
      start,
      end,
      'Remove it.',
    );
    return false;
  }

  /** Moves the cursor past the next such character, over blanks, commas and comments. */
  #skipTo(character: string): number {
    const gap = /(?:[\s,]|#[^\r\n]*)*/y;
    gap.lastIndex = this.#cursor;
    gap.exec(this.#source.text);
    if (this.#source.text[gap.lastIndex] === character) this.#cursor = gap.lastIndex + 1;
    return this.#cursor;
  }
}

/** With its quotes, a block without its first indentation; without final blanks. */
function extentOf(
  { style, valueStart, valueEnd }: ScalarEvent,
  text: string,
): { readonly start: number; readonly end: number } {
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return { start: valueStart - 1, end: valueEnd + 1 };
  }
  const written = text.slice(valueStart, valueEnd);
  const start = valueStart + written.length - written.trimStart().length;
  return { start, end: Math.max(start, valueStart + written.trimEnd().length) };
}
