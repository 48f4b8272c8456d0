import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { flowValue, settingLine } from './setting-line.ts';

test.each([
  'a',
  'a b.c',
  '\u001b[31m',
  '\u202eexe.\u2069',
  '\u009b2J',
  'a\u2028b',
  '\u{e0001}',
  'a\n#b: c',
  '\ufeff',
])('%j is written so that a reader sees it, and read as itself', (text) => {
  const line = settingLine('key', [text, { other: text }]);
  expect(line).not.toMatch(/[^\P{C}]|[\p{Zl}\p{Zp}]/u);
  expect(parseDocument(line).toJS()).toEqual({ key: [text, { other: text }] });
});

test('the beginning of a reference to an argument is doubled', () => {
  expect(flowValue('${HOME}.py')).toBe('"$${HOME}.py"');
});
