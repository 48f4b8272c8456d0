import { describe, expect, it } from 'vitest';
import { SourceText } from './source-text.ts';

describe('SourceText', () => {
  const source = new SourceText('f', 'a\r\nbc\rd\n\ne');

  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [3, 2, 1],
    [5, 2, 3],
    [6, 3, 1],
    [8, 4, 1],
    [9, 5, 1],
    [10, 5, 2],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(source.position(offset)).toStrictEqual({ line, column });
  });

  it('gives lines without their breaks', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((number) => source.line(number))).toStrictEqual([
      '',
      'a',
      'bc',
      'd',
      '',
      'e',
      '',
    ]);
    expect(source.lineCount).toBe(5);
  });
});
