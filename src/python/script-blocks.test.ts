import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { scriptBlocks } from './script-blocks.ts';

const contents = (text: string) =>
  scriptBlocks(new SourceText('run.py', text)).map((block) => block.text.trim());

test.each<[string, string, readonly string[]]>([
  ['one', '#!/usr/bin/env python\n# /// script\n# a = 1\n# ///\nx = 1\n', ['a = 1']],
  ['lines of Windows', '# /// script\r\n# a = 1\r\n# ///\r\n', ['a = 1']],
  ['an empty line', '# /// script\n#\n# a = 1\n# ///\n', ['a = 1']],
  [
    'the last line that closes',
    '# /// script\n# a = """\n# ///\n# """\n# ///\n',
    ['a = """\n  ///\n  """'],
  ],
  ['none that is closed', '# /// script\n# a = 1\nx = 1\n# ///\n', []],
  ['none of another type', '# /// other\n# a = 1\n# ///\n', []],
  ['none in a line of code', 'x = "# /// script"\n# a = 1\n# ///\n', []],
  ['two', '# /// script\n# a = 1\n# ///\n\n# /// script\n# b = 1\n# ///\n', ['a = 1', 'b = 1']],
])('%s', (_, text, expected) => {
  expect(contents(text)).toStrictEqual(expected);
});

test('a place in a block is the place in the script', () => {
  const source = new SourceText('run.py', 'ü = 1\r\n# /// script\r\n# a = "b"\r\n# ///\r\n');
  const [block] = scriptBlocks(source);
  const at = source.text.indexOf('"b"');
  expect(block?.text.indexOf('"b"')).toBe(at);
  expect(block?.position(at)).toStrictEqual(source.position(at));
});

test('a file of many blocks is read in time', () => {
  expect(contents('# /// script\n'.repeat(200_000))).toStrictEqual([]);
  expect(contents('# /// script\n# ///\n\n'.repeat(100_000))).toHaveLength(2);
});
