import { expect, test } from 'vitest';
import { sameByteCode } from './host.ts';

test.each([
  ['3.13.5', '3.13.5', true],
  ['3.13.5', '3.13.7', true],
  ['3.13', '3.13.7', true],
  ['3.13.5', '3.14.0', false],
  ['3.1.5', '3.13.5', false],
  ['3.14.0rc1', '3.14.0', false],
  ['3.14.0rc1', '3.14.0rc2', false],
  ['3.14.0rc2', '3.14.0rc2', true],
])('byte code of Python %s is that of %s: %s', (one, other, expected) => {
  expect(sameByteCode({ version: one }, { version: other })).toBe(expected);
  expect(sameByteCode({ version: other }, { version: one })).toBe(expected);
});
