import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { noLock } from './no-lock.ts';

describe('no-lock', () => {
  testRule(noLock, [
    ['a release', 'release: «ipython==9.7.0»\n', { hasLock: false }],
    ['a project', 'project: «.»\n', { hasLock: false }],
    ['an empty file', '«»', { hasLock: false }],
    ['a lock', 'release: ipython==9.7.0\n'],
  ]);
});
