import { expect, it } from 'vitest';
import { goJson } from './go-json.ts';

it.each([
  [[], '[]'],
  [['a', 'é𝄞'], '["a","é𝄞"]'],
  [['<a & b>'], '["\\u003ca \\u0026 b\\u003e"]'],
  [['"\\/\t\b\u0001\u007f'], '["\\"\\\\/\\t\\b\\u0001\u007f"]'],
  [['\u2028\u2029'], '["\\u2028\\u2029"]'],
])('%j is %s', (strings, expected) => {
  expect(goJson(strings)).toBe(expected);
});
