import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { ineffectiveKey } from './ineffective-key.ts';

describe('ineffective-key', () => {
  testRule(ineffectiveKey, [
    [
      'repositories on Alpine',
      'runtime: alpine/3.13\n«repositories»: {a: {uri: deb https://a.example/ b c}}\n',
    ],
    ['groups of a release', 'release: a==1\n«groups»: [b]\n', { hasLock: false }],
    ['groups of a project', 'groups: [b]\n'],
    [
      'a constraint and a day beside a lock',
      '«pip_constraint»: c.txt\n«exclude_newer»: 2026-11-01\n',
    ],
    ['without a lock', 'pip_constraint: c.txt\n', { hasLock: false }],
  ]);
});
