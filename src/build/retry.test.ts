import { expect, test } from 'vitest';
import { nextAttempt } from './retry.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';

const failed = (code: string) => new DiagnosticError([{ code, severity: 'error', message: code }]);
const first = { refresh: false, fetch: 'daemon' } as const;

test.each([
  [
    'a file that is gone: the resolvers are asked again',
    'file-gone',
    first,
    { refresh: true, fetch: 'daemon' },
  ],
  ['once', 'file-gone', { ...first, refresh: true }, undefined],
  [
    'a closed index: a step with the secrets',
    'fetch-denied',
    first,
    { refresh: false, fetch: 'step' },
  ],
  [
    'an authority that the daemon does not trust',
    'fetch-failed',
    first,
    { refresh: false, fetch: 'step' },
  ],
  ['once', 'fetch-failed', { ...first, fetch: 'step' }, undefined],
  ['a checksum that differs is final', 'checksum-mismatch', first, undefined],
] as const)('%s (%s)', (_, code, attempt, expected) => {
  expect(nextAttempt(failed(code), attempt)).toEqual(expected);
});

test('any other failure is final', () => {
  expect(nextAttempt(new Error('boom'), first)).toBeUndefined();
});
