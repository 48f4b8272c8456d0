import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { sourceFile } from './source-file.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `line ${at + 1} ${'é'.repeat(20)}`);

function dataOf(texts: readonly string[], ranges: readonly (readonly [number, number])[]) {
  const { data } = sourceFile(new SourceText('uv.lock', texts.join('\n')));
  const wanted = ranges.map(([first, last]) => ({
    start: { line: first, character: 0 },
    end: { line: last, character: 1 },
  }));
  return new TextDecoder().decode(typeof data === 'function' ? data(wanted) : data).split('\n');
}

test('a small file is sent whole', () => {
  expect(dataOf(lines(100), [[7, 7]])).toEqual(lines(100));
});

test.each([10, 100_000])('a line is sent to its thousandth character, of %i more', (count) => {
  const long = 'x'.repeat(1000);
  expect(dataOf(['a', long + 'y'.repeat(count), long], [[2, 2]])).toEqual(['a', `${long}…`, long]);
});

test.each<[string, readonly (readonly [number, number])[], readonly (readonly [number, number])[]]>(
  [
    ['one line', [[5000, 5000]], [[4998, 5002]]],
    ['the first line', [[1, 1]], [[1, 3]]],
    ['the last line', [[9000, 9000]], [[8998, 9000]]],
    [
      'lines out of order',
      [
        [500, 502],
        [20, 20],
      ],
      [
        [18, 22],
        [498, 504],
      ],
    ],
    [
      'lines whose surroundings overlap',
      [
        [20, 20],
        [23, 24],
        [21, 21],
      ],
      [[18, 26]],
    ],
    [
      'lines whose surroundings touch',
      [
        [20, 20],
        [25, 25],
      ],
      [[18, 27]],
    ],
    [
      'the same line twice',
      [
        [20, 20],
        [20, 20],
      ],
      [[18, 22]],
    ],
    ['a line that the file does not have', [[9500, 9500]], []],
    ['no line', [], []],
  ],
)('the part of a large file around %s is sent, with its line numbers', (_, ranges, kept) => {
  const all = lines(9000);
  const sent = dataOf(all, ranges);
  const isKept = (line: number) => kept.some(([first, last]) => first <= line && line <= last);
  const last = kept.at(-1)?.[1] ?? 0;
  expect(sent.slice(0, last)).toEqual(
    all.slice(0, last).map((text, at) => (isKept(at + 1) ? text : '')),
  );
  expect(sent.slice(last).join('')).toBe('');
});

test('line breaks of any kind keep their numbers', () => {
  const text = Array.from({ length: 9000 }, (_, at) => `line ${at + 1}`).join('\r\n');
  const { data } = sourceFile(new SourceText('uv.lock', text));
  const range = { start: { line: 8000, character: 0 }, end: { line: 8000, character: 4 } };
  const sent = new TextDecoder().decode(typeof data === 'function' ? data([range]) : data);
  // buildx counts the line feeds.
  expect(sent.split('\n')[7999]).toBe('line 8000');
});
