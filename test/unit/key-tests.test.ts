import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { everyKey, keyTests } from '../support/key-tests.ts';

const root = new URL('../../', import.meta.url);

it('every key of grocker.yml is tried on an engine, or has a reason', () => {
  expect(Object.keys(keyTests)).toStrictEqual(everyKey());
});

it.each(Object.entries(keyTests))('%s stands in the file that tries it', (key, tried) => {
  if ('reason' in tried) {
    expect(tried.reason).toMatch(/^.{20,}$/);
    return;
  }
  const name = key.split('.').at(-1) ?? '';
  const spoken = new RegExp(`\\b${name}\\b`);
  for (const file of tried.on) expect(readFileSync(new URL(file, root), 'utf8')).toMatch(spoken);
});
