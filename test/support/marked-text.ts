import { SourceText } from '../../src/diagnostics/source-text.ts';
import type { Span } from '../../src/diagnostics/span.ts';

/** A text with the parts that stood between « and » marked, in the order of their beginnings. */
export interface MarkedText {
  readonly source: SourceText;
  readonly spans: readonly Span[];
}

/** Takes the marks « » out of a text and remembers where they stood. */
export function markedText(name: string, marked: string): MarkedText {
  let text = '';
  const open: number[] = [];
  const ranges: { start: number; end: number; order: number }[] = [];
  let order = 0;
  const orders: number[] = [];
  for (const character of marked) {
    if (character === '«') {
      open.push(text.length);
      orders.push(order++);
    } else if (character === '»') {
      const start = open.pop();
      const opened = orders.pop();
      if (start === undefined || opened === undefined) throw new Error('» without «');
      ranges.push({ start, end: text.length, order: opened });
    } else {
      text += character;
    }
  }
  if (open.length > 0) throw new Error('« without »');
  const source = new SourceText(name, text);
  const sorted = ranges.toSorted((left, right) => left.order - right.order);
  return { source, spans: sorted.map(({ start, end }) => source.span(start, end)) };
}
