import { expect, test } from 'vitest';

import { Capabilities } from './capabilities.ts';

const capabilities = new Capabilities([
  { id: 'mergeop', enabled: true },
  { id: 'diffop', enabled: false, disabledReasonMsg: 'the store cannot' },
  { id: 'exec.meta.base', enabled: true },
  { enabled: true },
]);

test.each([
  ['mergeop', true, undefined],
  ['diffop', false, 'the store cannot'],
  ['unknown', false, undefined],
  ['', false, undefined],
])('%s', (id, supported, reason) => {
  expect(capabilities.supports(id)).toBe(supported);
  expect(capabilities.disabledReason(id)).toBe(reason);
});

test('names are sorted', () => {
  expect(capabilities.names()).toEqual(['exec.meta.base', 'mergeop']);
});
