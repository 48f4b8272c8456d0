import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildSecrets, secretsFor } from './secrets.ts';

const text = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

test('steps read the secrets that they are given', () => {
  const [, names = ''] = /^NAMES = \((.*)\)$/m.exec(text('steps/index_settings.py')) ?? [];
  const read = [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
  expect(read.toSorted()).toEqual(secretsFor('index', 'network').toSorted());
});

test('the guide names every secret', () => {
  const guide = text('docs/guide.md');
  expect(buildSecrets.filter(({ id }) => !guide.includes(`\`${id}\``))).toEqual([]);
});
