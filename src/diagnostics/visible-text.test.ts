import { expect, it } from 'vitest';
import { renderDiagnostics } from './render.ts';
import { SourceText } from './source-text.ts';
import { visibleJson, visibleJsonText, visibleText } from './visible-text.ts';

/** Characters that end a title, clear a screen, go back on a line, ring, and reverse text. */
const hostile = [
  '\x1b]0;a\x07',
  '\x1b[2J',
  '\r',
  '\b',
  '\x9b31m',
  '\u202e',
  '\x7f',
  '\0',
  '\u2066',
];
// eslint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066]/;

it.each(hostile)('%j does not reach a terminal', (text) => {
  expect(visibleText(`a${text}b`)).not.toMatch(control);
  const name = `a${text}.yml`;
  const span = { file: name, start: { line: 1, column: 2 }, end: { line: 1, column: 3 } };
  const rendered = renderDiagnostics(
    [
      {
        code: 'invalid-name',
        severity: 'error',
        message: `"${text}" is no name`,
        span,
        help: `Remove ${text}.`,
        related: [{ message: `as in ${text}`, span }],
      },
    ],
    new Map([[name, new SourceText(name, `a${text}`)]]),
  );
  expect(rendered).not.toMatch(control);
});

it('lines, tabs and letters of all scripts stay as they are', () => {
  const text = 'a\n\tb\u00e9\u4e2d\u{1f600}e\u0301';
  expect(visibleText(text)).toBe(text);
});

it.each([...hostile, '\u{e0001}', '\u2028'])(
  '%j in JSON does not reach a terminal, but a program',
  (text) => {
    const value = { [`a${text}`]: [text] };
    const written = visibleJson(value);
    expect(written).not.toMatch(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(written)).toEqual(value);
    expect(visibleJsonText(`${JSON.stringify(value, null, 2)}\n`)).toBe(written);
  },
);
