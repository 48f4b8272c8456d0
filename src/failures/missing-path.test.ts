import { expect, test } from 'vitest';

import { specOf } from '../../test/support/spec-of.ts';
import { contextFailure } from './missing-path.ts';
import { GatewayError } from '../gateway/gateway-error.ts';

const prefix = 'failed to compute cache key: failed to calculate checksum of ref v4jd::gi6r';
const failed = (message: string) => new GatewayError({ code: 5, message });

test.each([
  ['files: [a, f.txt]', `${prefix}: "/f.txt": not found`, 'f.txt', [1, 12]],
  ['source: src', `${prefix}: "/src": not found`, 'src', [1, 9]],
  ['release: dist/a-1-py3-none-any.whl', `${prefix}: "/dist": not found`, undefined, []],
  ['project: app', `${prefix}: "/app/pyproject.toml": not found`, 'app/pyproject.toml', [1, 10]],
  ['files: ["a\\"ä b"]', `${prefix}: "/a\\"ä b": not found`, 'a"ä b', [1, 9]],
  ['files: [a]', `${prefix}: "/other": not found`, undefined, []],
  ['files: [a]', 'process did not complete: "/a": not found', undefined, []],
] as const)('%s: %s', (definition, message, path, place) => {
  const found = contextFailure(failed(message), [], specOf(`${definition}\n`));
  const [diagnostic] = found?.diagnostics ?? [];
  const { line, column } = diagnostic?.span?.start ?? {};
  expect([diagnostic?.code, diagnostic?.message, line, column]).toStrictEqual(
    path === undefined
      ? [undefined, undefined, undefined, undefined]
      : [
          'file-not-found',
          `the context has no ${path}, or it is a link that leads out of it`,
          ...place,
        ],
  );
});

test('a package that the lock has in the context', () => {
  const span = { file: 'uv.lock', start: { line: 3, column: 1 }, end: { line: 3, column: 9 } };
  const origin = { from: 'context', path: 'libs/a', exclude: [] } as const;
  const compile = { kind: 'compile', name: 'a', version: '1', role: 'dependency', origin } as const;
  const settings = { envs: [], configSettings: [], stage: 'compiler' } as const;
  const found = contextFailure(
    failed(`${prefix}: "/libs/a": not found`),
    [{ ...compile, ...settings, span }],
    specOf(''),
  );
  expect(found?.diagnostics[0]?.span).toBe(span);
});
