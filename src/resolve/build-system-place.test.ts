import { expect, test } from 'vitest';
import { buildSystemPlace } from './build-system-place.ts';

const text =
  '[project]\nname = "app"\n\n[build-system]\nbuild-backend = "b"\nrequires = ["gone"]\n';
const source = {
  files: ({ patterns }: { readonly patterns: readonly string[] }) =>
    Promise.resolve(patterns.includes('app/pyproject.toml') ? { 'app/pyproject.toml': text } : {}),
};

test('build requirements of a directory are placed where it names them', async () => {
  const place = await buildSystemPlace(source, {
    origin: { from: 'context', path: 'app', exclude: [] },
  });
  expect(place).toMatchObject({ file: 'app/pyproject.toml', start: { line: 6 } });
});

test.each(['other', 'app/dist/app-1.tar.gz'])('%s has no such place', async (path) => {
  const origin = { from: 'context', path, exclude: [] } as const;
  expect(await buildSystemPlace(source, { origin })).toBeUndefined();
});
