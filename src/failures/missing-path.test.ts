import { expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { missingPath } from './missing-path.ts';

const prefix = 'failed to compute cache key: failed to calculate checksum of ref v4jd::gi6r';
const failed = (message: string) => ({ kind: 'missing', message, args: [] }) as const;

/** Docker 26, of a directory that is not there. */
function walked(path: string): string {
  const mounted = `/var/lib/docker/tmp/buildkit-mount1875782085/${path}`;
  return `${prefix}: failed to walk ${mounted}: lstat ${mounted}: no such file or directory`;
}

test.each([
  ['files: [a, f.txt]', `${prefix}: "/f.txt": not found`, 'f.txt', [1, 12]],
  ['certificates: [a, b/c.pem]', `${prefix}: "/b/c.pem": not found`, 'b/c.pem', [1, 19]],
  ['files: [{from: web, path: dist}]', `${prefix}: "/dist/a": not found`, 'dist/a', [1, 27]],
  ['source: src', `${prefix}: "/src": not found`, 'src', [1, 9]],
  [
    'release: dist/a-1-py3-none-any.whl',
    `${prefix}: "/dist": not found`,
    'dist/a-1-py3-none-any.whl',
    [1, 10],
  ],
  ['project: app', `${prefix}: "/app/pyproject.toml": not found`, 'app/pyproject.toml', [1, 10]],
  ['files: ["a\\"ä b"]', `${prefix}: "/a\\"ä b": not found`, 'a"ä b', [1, 9]],
  ['files: [a]', `${prefix}: "/other": not found`, undefined, []],
  ['files: [a b/c/d.txt]', walked('a b'), 'a b/c/d.txt', [1, 9]],
  ['source: src', walked('src'), 'src', [1, 9]],
  ['files: [a]', walked('ab'), undefined, []],
  ['files: [a]', 'process did not complete: "/a": not found', undefined, []],
] as const)('%s: %s', (definition, message, path, place) => {
  const spec = specOf(`${definition}\n`);
  const { diagnostic } = missingPath(failed(message), { packages: [], spec }) ?? {};
  const { line, column } = diagnostic?.span?.start ?? {};
  expect([diagnostic?.code, diagnostic?.message, line, column]).toStrictEqual(
    path === undefined
      ? [undefined, undefined, undefined, undefined]
      : [
          'file-not-found',
          `${definition.includes('from: web') ? 'web' : 'the context'} has no ${path}, or it is a link that leads out of it`,
          ...place,
        ],
  );
});

test('a path that a lock names has its line there', () => {
  const span = {
    file: 'requirements.txt',
    start: { line: 2, column: 1 },
    end: { line: 2, column: 9 },
  };
  const { diagnostic } =
    missingPath(failed(`${prefix}: "/shelf/a-1-py3-none-any.whl": not found`), {
      packages: [],
      spec: specOf('source: .\n'),
      paths: () => [{ value: 'shelf/a-1-py3-none-any.whl', span }],
    }) ?? {};
  expect(diagnostic).toMatchObject({ code: 'file-not-found', span });
});
