import { expect, test } from 'vitest';

import { hidingLine } from './hiding-line.ts';

test.each([
  ['*.md', 'README.md', 1],
  ['# docs\n\n*.md\n', 'README.md', 3],
  ['docs\n', 'docs/README.md', 1],
  ['**/*.md', 'apps/shop/README.md', 1],
  ['*.md', 'apps/shop/README.md', undefined],
  ['*.md\n!README.md', 'README.md', undefined],
  ['*.md\n!README.md\nREADME*', 'README.md', 3],
  ['*\n!apps', 'apps/shop/README.md', undefined],
  ['*\n!src', 'README.md', 1],
  ['*.md \r\n', 'README.md', 1],
  ['[A-Z]*.md', 'README.md', undefined],
  ['', 'README.md', undefined],
])('%j hides %s at line %s', (text, path, line) => {
  expect(hidingLine({ name: '.dockerignore', text }, path)?.start.line).toBe(line);
});
