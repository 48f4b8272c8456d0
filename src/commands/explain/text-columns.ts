import { stripVTControlCharacters } from 'node:util';

import { largest } from './largest.ts';

/** Rows as columns: numbers and sizes are aligned to the right. */
export function textColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (text: string) => stripVTControlCharacters(text).length;
  const count = largest(rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    largest(rows.map((row) => width(row[at] ?? ''))),
  );
  const isRight = Array.from(
    { length: count },
    (_, at) =>
      rows.some((row) => /^(?:\?$|\d|-?[\d.]+ [kMGT]?B$)/.test(row[at] ?? '')) &&
      rows.every((row) => /^(?:\?|\d*|-?[\d.]+ [kMGT]?B|[a-z ]+)$/.test(row[at] ?? '')),
  );
  return rows.map((row) =>
    `  ${row
      .map((text, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - width(text));
        return isRight[at] === true ? space + text : text + space;
      })
      .join('  ')}`.trimEnd(),
  );
}
