import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION_FILES } from '../../src/project/settings/version-files.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const [, table = ''] =
  /## What Grocker reads in your project\n([\s\S]*?)\n## /.exec(read('docs/guide.md')) ?? [];

/** The quoted keys of [tool.uv] that its reader looks at. */
function keysOfUv(): readonly string[] {
  const text = read('src/project/settings/uv-settings.ts');
  const lists = [...text.matchAll(/const OF_(?:LOCK|INDEX) = \[([^\]]*)\]/g)].map(
    ([, list]) => list,
  );
  const calls = text.matchAll(/(?:texts|names|refuse|get|perPackage)\(\s*'([a-z-]+)'/g);
  const listed = lists.flatMap((list) => [...(list ?? '').matchAll(/'([a-z-]+)'/g)]);
  return [...new Set([...calls, ...listed].map(([, key]) => key ?? ''))].filter(
    (key) => !['requirement', 'match-runtime'].includes(key),
  );
}

test('the guide names every version file', () => {
  expect(VERSION_FILES.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});

test('the guide names every setting of uv that is read', () => {
  const keys = keysOfUv();
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !table.includes(`\`tool.uv.${key}\``))).toEqual([]);
});

test('the guide names no setting of uv that nothing reads', () => {
  const named = [...table.matchAll(/`tool\.uv\.([a-z-]+)`/g)].map(([, key]) => key);
  expect(named.filter((key) => key !== 'package' && !keysOfUv().includes(key ?? ''))).toEqual([]);
});
