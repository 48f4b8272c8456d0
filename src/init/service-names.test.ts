import { expect, test } from 'vitest';
import { byServiceName, freeName, serviceName } from './service-names.ts';

test.each([
  ['worker', 'worker'],
  ['order_service', 'order_service'],
  ['API.v2', 'API.v2'],
  ['My Worker', 'My-Worker'],
  ['teams/a/jobs', 'teams-a-jobs'],
  ['a..b', 'a-b'],
  ['a__b--c', 'a__b--c'],
  ['_private.', 'private'],
  ['größe', 'gr-e'],
  ['日本', 'process'],
  ['', 'process'],
  // Targets of every image, and keys that are the user's own.
  ['check', 'app-check'],
  ['application', 'app-application'],
  ['x-ray', 'app-x-ray'],
])('the service of %j is %j', (written, name) => {
  expect(serviceName(written)).toBe(name);
});

test('names that become one are told apart by numbers', () => {
  const named = byServiceName([
    ['a b', 1],
    ['a-b', 2],
    ['a/b', 3],
  ]);
  expect([...named]).toEqual([
    ['a-b', 1],
    ['a-b-2', 2],
    ['a-b-3', 3],
  ]);
  expect(freeName('a', () => false)).toBe('a');
});
