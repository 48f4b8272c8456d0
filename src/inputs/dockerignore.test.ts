import { expect, test } from 'vitest';

import { parseDockerignore } from './dockerignore.ts';

test.each<[string, readonly string[]]>([
  ['', []],
  ['\uFEFFa\n\n  b  \r\n#comment\n # not a comment\n', ['a', 'b', '# not a comment']],
  ['/a/\n./b//c\na/../d\n../e', ['a', 'b/c', 'd', '../e']],
  ['!/a\n! b\n!', ['!a', '!b', '!']],
  ['/\n.\n/../x', ['/', '.', 'x']],
  ['**/*.py[co]\n*\n!docs/**', ['**/*.py[co]', '*', '!docs/**']],
])('%j', (text, patterns) => {
  expect(parseDockerignore(text)).toEqual(patterns);
});
