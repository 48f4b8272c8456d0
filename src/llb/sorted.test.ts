import { expect, it } from 'vitest';
import { byBytes, sorted } from './sorted.ts';

it.each([
  {
    name: 'digits before capitals before small letters',
    given: ['a', 'A', '1'],
    expected: ['1', 'A', 'a'],
  },
  { name: 'numbers as text', given: ['9', '10', '1'], expected: ['1', '10', '9'] },
  { name: 'a prefix first', given: ['/a/b', '/a-b', '/a'], expected: ['/a', '/a-b', '/a/b'] },
  {
    name: 'characters beyond U+FFFF last, unlike UTF-16',
    given: ['𝄞', 'ﬁ', 'é'],
    expected: ['é', 'ﬁ', '𝄞'],
  },
  { name: 'after an equal pair of surrogates', given: ['𝄞b', '𝄞a'], expected: ['𝄞a', '𝄞b'] },
])('sorts $name', ({ given, expected }) => {
  expect([...given].sort(byBytes)).toEqual(expected);
  const utf8 = (text: string) => Buffer.from(text);
  expect([...given].sort((a, b) => Buffer.compare(utf8(a), utf8(b)))).toEqual(expected);
});

it('keeps the order of items with equal keys and leaves the list alone', () => {
  const items = Object.freeze([
    { key: 'b', at: 1 },
    { key: 'a', at: 2 },
    { key: 'b', at: 3 },
  ]);
  expect(sorted(items, ({ key }) => key).map(({ at }) => at)).toEqual([2, 1, 3]);
});
