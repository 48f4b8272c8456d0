import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles } from '../support/generated-files.ts';

test.each(Object.entries(generatedFiles()))(
  '%s is generated from the sources: npm run docs',
  (path, text) => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
  },
);
