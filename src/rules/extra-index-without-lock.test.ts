import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { extraIndexWithoutLock } from './extra-index-without-lock.ts';

describe('extra-index-without-lock', () => {
  testRule(extraIndexWithoutLock, [
    [
      'no lock',
      'index: {extra: [«https://a.example/simple», «https://b.example/simple»]}\n',
      { locks: [] },
    ],
    ['a lock', 'index: {extra: [https://a.example/simple]}\n'],
    ['one index', 'index: {url: https://a.example/simple}\n', { locks: [] }],
  ]);
});
