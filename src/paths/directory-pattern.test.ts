import { expect, it } from 'vitest';
import { patternFrom, patternIn } from './directory-pattern.ts';

it.each([
  ['.', '*.py', '*.py'],
  ['app', '*.py', 'app/*.py'],
  ['app', '!a?.py', '!app/a?.py'],
  ['a/b', '**/tests', 'a/b/**/tests'],
  ['src[1]', '*.py', 'src\\[1\\]/*.py'],
  ['a*b?/^c\\', '!d', '!a\\*b\\?/\\^c\\\\/d'],
  ['!app', 'a', '\\!app/a'],
])('in %j the pattern %j is %j, and back', (directory, pattern, expected) => {
  expect(patternIn(directory, pattern)).toBe(expected);
  expect(patternFrom(directory, expected)).toBe(pattern);
});

it('keeps a pattern for every directory', () => {
  expect(patternFrom('app', '**/.git')).toBe('**/.git');
});
