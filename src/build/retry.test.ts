import { expect, test } from 'vitest';
import { ExplainedFailure, type FailureCause } from '../failures/explained-failure.ts';
import { nextAttempt } from './retry.ts';

const failed = (causes: readonly FailureCause[]) =>
  new ExplainedFailure({ code: 'file-gone', severity: 'error', message: 'gone' }, null, causes);
const first = { refresh: false, fetch: 'daemon' } as const;
const refreshed = { ...first, refresh: true } as const;

test.each([
  ['a file that is gone: the resolvers are asked again', ['gone'], first, refreshed],
  ['once', ['gone'], refreshed, undefined],
  ['a closed index: a step with the secrets', ['denied'], first, { ...first, fetch: 'step' }],
  [
    'an authority that the daemon does not trust',
    ['unreachable'],
    first,
    { ...first, fetch: 'step' },
  ],
  ['once', ['unreachable'], { ...first, fetch: 'step' }, undefined],
  [
    'gone, or a page that asks for a password: first the resolvers',
    ['gone', 'denied'],
    first,
    refreshed,
  ],
  ['then a step', ['gone', 'denied'], refreshed, { refresh: true, fetch: 'step' }],
  [
    'a system package that the daemon could not fetch: a step',
    ['mirror'],
    first,
    { ...first, systemFetch: 'step' },
  ],
  ['once', ['mirror'], { ...first, systemFetch: 'step' }, undefined],
  ['a checksum that differs is final', [], first, undefined],
] as const)('%s (%s)', (_, causes, attempt, expected) => {
  expect(nextAttempt(failed(causes), attempt)).toEqual(expected);
});

test('any other failure is final', () => {
  expect(nextAttempt(new Error('boom'), first)).toBeUndefined();
});
