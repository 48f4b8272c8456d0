import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { ineffectiveKey } from './ineffective-key.ts';

describe('ineffective-key', () => {
  testRule(ineffectiveKey, [
    [
      'a constraint and a day beside a lock',
      '«pip_constraint»: c.txt\n«exclude_newer»: 2026-11-01\n',
    ],
    ['without a lock', 'pip_constraint: c.txt\n', { hasLock: false }],
  ]);
});
