import { expect, test } from 'vitest';

import { parseDockerignore } from './dockerignore.ts';
import { ignoredNames } from './ignored-names.ts';

test.each([
  ['', false],
  ['.git\n.venv\n**/__pycache__\n*.pyc\ndist/\n', false],
  ['uv.lock', true],
  ['/uv.lock', true],
  ['./uv.lock', true],
  ['*.lock', true],
  ['*', true],
  ['**', true],
  ['**/*.lock', true],
  ['**/uv.lock', true],
  ['**uv.lock', undefined],
  ['uv.loc?', true],
  ['uv?lock', true],
  ['uv.lock/**', false],
  ['uv.lock/x', false],
  ['services/uv.lock', false],
  ['*/uv.lock', false],
  ['uv.loc', false],
  ['uvXlock', false],
  ['*\n!uv.lock', false],
  ['!uv.lock\n*', true],
  ['*\n!*.lock\nuv.*', true],
  ['*\n!src', true],
  ['!uv.lock', false],
  ['#uv.lock', false],
  ['uv.[a-z]ock', undefined],
  ['uv\\.lock', undefined],
])('%j on uv.lock: %s', (text, ignored) => {
  expect(ignoredNames(parseDockerignore(text))?.('uv.lock')).toBe(ignored);
});
