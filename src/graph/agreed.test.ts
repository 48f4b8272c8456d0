import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitStatuses } from './agreed.ts';

const folder = join(import.meta.dirname, '../../steps');
const scripts = readdirSync(folder)
  .filter((name) => /\.(?:py|sh)$/.test(name) && !name.startsWith('agreed.'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

test.each(Object.keys(exitStatuses))('some script ends with %s', (status) => {
  expect(scripts.some(({ text }) => new RegExp(`\\b${status}\\b`).test(text))).toBe(true);
});

test('no script has a status of its own', () => {
  const own = scripts.flatMap(({ name, text }) =>
    [...text.matchAll(/^[^#\n]*\b(?:exit|return)\b[ (]*(?:[2-9]|\d{2,})\b.*$/gm)].map(
      ([line]) => `${name}: ${line.trim()}`,
    ),
  );
  expect(own).toEqual([]);
});
