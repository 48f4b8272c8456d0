import { entryOf, type YamlMapping } from '../spec/yaml/node.ts';

/** Text that is put at an offset; all else of the file stays as it is. */
export interface TextEdit {
  readonly offset: number;
  readonly insert: string;
}

/** The text after all edits. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((left, right) => left.offset - right.offset)
    .reduceRight(
      (done, { offset, insert }) => done.slice(0, offset) + insert + done.slice(offset),
      text,
    );
}

/** Further keys of the file: before its services, else at its end. */
export function withLines(
  text: string,
  { entries }: YamlMapping,
  lines: readonly string[],
): TextEdit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const block = lines.map((line) => line + newline).join('');
  const services = entries.find(({ key }) => key.text === 'services');
  if (services !== undefined) return { offset: services.key.start, insert: block };
  const isOpen = text !== '' && !text.endsWith('\n');
  return { offset: text.length, insert: (isOpen ? newline : '') + block };
}

/** Further items of a list of a mapping, in the style in which it is written. */
export function withItems(
  text: string,
  mapping: YamlMapping,
  key: string,
  items: readonly string[],
): TextEdit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const list = entryOf(mapping, key)?.value;
  if (list?.kind === 'sequence' && list.items.length > 0) {
    const last = list.items.at(-1) ?? list;
    if (text[list.start] === '[') return { offset: last.end, insert: `, ${items.join(', ')}` };
    const indent = indentOf(text, last.start).replace(/-\s*$/, '');
    const lines = items.map((item) => `${newline}${indent}- ${item}`).join('');
    return { offset: endOfLine(text, last.end), insert: lines };
  }
  return withEntry(text, mapping, `${key}: [${items.join(', ')}]`);
}

/** A further key of a mapping, in the style in which it is written. */
export function withEntry(text: string, mapping: YamlMapping, written: string): TextEdit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const last = mapping.entries.at(-1);
  if (text[mapping.start] === '{') {
    const offset = last?.value.end ?? mapping.start + 1;
    return { offset, insert: last === undefined ? written : `, ${written}` };
  }
  const indent = indentOf(text, last?.key.start ?? mapping.start);
  return {
    offset: endOfLine(text, last?.value.end ?? mapping.end),
    insert: `${newline}${indent}${written}`,
  };
}

/** The text before an offset in its line. */
function indentOf(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

/** A comment behind a value stays behind it. */
function endOfLine(text: string, offset: number): number {
  const found = /\r?\n|$/.exec(text.slice(Math.max(0, offset - 1)));
  return Math.max(0, offset - 1) + (found?.index ?? 0);
}
