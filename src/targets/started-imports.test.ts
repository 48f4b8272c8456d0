import { expect, test } from 'vitest';
import type { Planned } from './planned.ts';
import { startedImports } from './started-imports.ts';

type Audited = Awaited<Parameters<typeof startedImports>[2]>;

const source = { importable: true, parts: [{ to: '/home/grocker' }] };
const copied = (to: string) => ({ importable: false, parts: [{ to }] });

/** The place at which an import of `name` in app.py is reported, for a plan with these parts. */
async function told(name: string, plan: object, spec: object = {}) {
  const read: string[] = [];
  const ports = {
    files: ({ patterns }: { readonly patterns: readonly string[] }) => {
      read.push(...patterns);
      return Promise.resolve({});
    },
  };
  const planned = {
    plan: { trees: [source], steps: [], image: { env: [] }, ...plan },
    spec,
  } as unknown as Planned;
  const imports = [{ directory: 0, path: 'app.py', line: 4, name }];
  const audit = { distributions: [{ name: 'flask', version: '3', modules: ['flask'] }] };
  const parsed = Promise.resolve({ mistakes: [], imports });
  const found = await startedImports(
    ports,
    planned,
    Promise.resolve(audit as unknown as Audited),
    parsed,
  );
  const places = found.map(({ span }) => `${span?.file ?? ''}:${span?.start.line ?? 0}`);
  expect(read).toEqual(found.map(({ span }) => span?.file));
  return places;
}

test('a missing module is reported at its line, in the directory of `source`', async () => {
  expect(await told('redis', {}, { source: { path: 'web' } })).toEqual(['web/app.py:4']);
  expect(await told('redis', {}, { source: { path: 'app.py' } })).toEqual(['app.py:4']);
  expect(await told('flask', {})).toEqual([]);
});

test('imports of a packaged application are not checked', async () => {
  expect(await told('redis', { trees: [] })).toEqual([]);
});

test.each([
  ['files', { trees: [source, copied('/home/grocker/redis')] }],
  ['one file', { trees: [source, copied('/home/grocker/redis.py')] }],
  ['a step', { steps: [{ output: '/home/grocker/redis/' }] }],
  [
    'the module path',
    {
      trees: [source, copied('/srv/lib')],
      image: { env: [{ name: 'PYTHONPATH', value: '/srv/lib' }] },
    },
  ],
])('a module may come from %s', async (_, plan) => {
  expect(await told('redis', plan)).toEqual([]);
});

test('files that are copied elsewhere do not count', async () => {
  expect(await told('redis', { trees: [source, copied('/etc/app.toml')] })).toEqual(['app.py:4']);
});
