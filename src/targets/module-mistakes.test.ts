import { expect, test } from 'vitest';
import type { Planned } from './planned.ts';
import { moduleMistakes } from './module-mistakes.ts';
import type { ParsedModules } from './parsed-modules.ts';

const packages = '/home/grocker/app.venv/lib/python3.13/site-packages';

/** The little of a plan that is looked at: two directories that are compiled, and files that are copied. */
function plannedWith(parts: Partial<Record<'plan' | 'stages' | 'spec', object>>): Planned {
  const compiled = (name: string, path: string) => ({
    name,
    kind: 'compile',
    origin: { from: 'context', path },
  });
  return {
    plan: {
      trees: [],
      packages: [compiled('shop', '.'), compiled('tea', 'libs/tea')],
      python: { version: '3.13.5' },
      ...parts.plan,
    },
    stages: parts.stages ?? {},
    spec: parts.spec ?? {},
  } as unknown as Planned;
}

function ports(context: readonly string[]) {
  return {
    files: ({ patterns }: { readonly patterns: readonly string[] }) =>
      Promise.resolve(
        Object.fromEntries(patterns.filter((path) => context.includes(path)).map((p) => [p, ''])),
      ),
  };
}

const parsed = (mistakes: ParsedModules['mistakes'] = []) =>
  Promise.resolve({ mistakes, imports: [] });

const audit = (...mistakes: readonly { of: string; path: string; line: number; words: string }[]) =>
  Promise.resolve({ mistakes } as unknown as Awaited<Parameters<typeof moduleMistakes>[2]>);

const places = (found: Awaited<ReturnType<typeof moduleMistakes>>) =>
  found.map(({ severity, code, span, message }) => [
    severity,
    code,
    span ? `${span.file}:${span.start.line}` : message,
  ]);

test.each([
  ['shop', 'shop/a.py', ['src/shop/a.py'], 'src/shop/a.py:3'],
  ['shop', 'shop/a.py', ['shop/a.py'], 'shop/a.py:3'],
  ['tea', 'tea/a.py', ['tea/a.py', 'libs/tea/src/tea/a.py'], 'libs/tea/src/tea/a.py:3'],
])(
  'a mistake of an installed module of %s is reported in the context: %s',
  async (of, path, has, at) => {
    const mistake = { of, path: `${packages}/${path}`, line: 3, words: 'invalid syntax' };
    const found = await moduleMistakes(
      ports(has),
      plannedWith({}),
      audit(mistake),
      parsed(),
      'warning',
    );
    expect(places(found)).toEqual([['warning', 'module-syntax', at]]);
  },
);

test('a module that a build made is named by its path in the image', async () => {
  const mistake = { of: 'shop', path: `${packages}/shop/made.py`, line: 3, words: 'bad' };
  const [found] = await moduleMistakes(
    ports([]),
    plannedWith({}),
    audit(mistake),
    parsed(),
    'error',
  );
  expect(found?.span).toBeUndefined();
  expect(found?.message).toContain(`${packages}/shop/made.py, line 3`);
});

test('a module of `source` is named below its directory', async () => {
  const planned = plannedWith({
    plan: { trees: [{ importable: true }], packages: [] },
    spec: { source: { path: 'apps' } },
  });
  const mistakes = [{ directory: 0, path: 'a/b.py', line: 2, words: 'bad' }];
  const found = await moduleMistakes(ports([]), planned, audit(), parsed(mistakes), 'error');
  expect(places(found)).toEqual([['error', 'module-syntax', 'apps/a/b.py:2']]);
});
