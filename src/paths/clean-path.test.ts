import { expect, it } from 'vitest';
import { absolutePath, cleanPath } from './clean-path.ts';

it.each([
  ['', '.', '/'],
  ['.', '.', '/'],
  ['/', '/', '/'],
  ['a/b/../c', 'a/c', '/a/c'],
  ['../a', '../a', '/a'],
  ['../../a/..', '../..', '/'],
  ['/../a', '/a', '/a'],
  ['a//b/', 'a/b', '/a/b'],
  ['./a/./b', 'a/b', '/a/b'],
  ['..a/b..', '..a/b..', '/..a/b..'],
])('%j is %j, and %j from the root', (path, clean, absolute) => {
  expect(cleanPath(path)).toBe(clean);
  expect(absolutePath(path)).toBe(absolute);
});
