import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { everyKey, keyTests } from '../support/key-tests.ts';
import { writtenKeys } from '../support/written-keys.ts';

const root = new URL('../../', import.meta.url);

it('every key of grocker.yml is tried on an engine, or has a reason', () => {
  expect(Object.keys(keyTests)).toStrictEqual(everyKey());
});

it.each(Object.entries(keyTests))('%s is a key of the files that try it', (key, tried) => {
  if ('reason' in tried) {
    expect(tried.reason).toMatch(/^.{20,}$/);
    return;
  }
  for (const file of tried.on) {
    const text = readFileSync(new URL(file, root), 'utf8');
    expect(writtenKeys(file, text), file).toContain(key);
  }
});

it('a key counts only at its own path', () => {
  const definition =
    '# cmd: x\nenvs: {user: a}\nruntimes: {a: {image: b}}\nservices: {w: {files: [x]}}\n';
  expect([...writtenKeys('grocker.yml', definition)]).toStrictEqual([
    ...['envs', 'runtimes', 'runtimes.image', 'services', 'files'],
  ]);
  const program =
    "const cmd = ['release: a', `index: {url: ${b}}`, 'compile:', '  p: {envs: {}}'];";
  expect(writtenKeys('a.ts', program)).toStrictEqual(
    new Set(['release', 'index', 'index.url', 'compile', 'compile.envs']),
  );
});
