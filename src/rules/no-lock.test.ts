import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { noLock } from './no-lock.ts';

describe('no-lock', () => {
  testRule(noLock, [
    ['a release', 'release: «ipython==9.7.0»\n', { locks: [] }],
    ['a project', 'project: «.»\n', { locks: [] }],
    ['an empty file', '«»', { locks: [] }],
    ['nothing to lock', 'source: .\n', { locks: [], hasNothingToLock: true }],
    ['a lock', 'release: ipython==9.7.0\n'],
  ]);
});
