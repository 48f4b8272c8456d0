import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { optionsPage } from './options-page.ts';

test('docs/options.md is what the table says', () => {
  const page = readFileSync(new URL('../../docs/options.md', import.meta.url), 'utf8');
  expect(page).toBe(optionsPage());
});
