import { OptionProblem } from './option-problem.ts';

/** The fields of one record of RFC 4180, as buildx joins lists: `a,"b,c"`. */
export function csvFields(text: string): readonly string[] {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = field.exec(text);
    if (!match) throw new OptionProblem(`${quote(text)} has a quote that is not closed`);
    const [, quoted, plain = '', separator] = match;
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (separator === '') return fields;
  }
}

/** A value as messages show it. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
