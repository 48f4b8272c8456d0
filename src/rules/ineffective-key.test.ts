import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { ineffectiveKey } from './ineffective-key.ts';

describe('ineffective-key', () => {
  testRule(ineffectiveKey, [
    [
      'repositories on Alpine',
      'runtime: alpine/3.13\n«repositories»: {a: {uri: deb https://a.example/ b c}}\n',
    ],
    ['groups of a release', 'release: a==1\n«groups»: [b]\n', { locks: [] }],
    ['groups of a project', 'groups: [b]\n'],
    ['a constraint beside a lock', '«pip_constraint»: c.txt\n'],
    ['a day, which what is built heeds', 'exclude_newer: 2026-11-01\n'],
    ['a constraint of `grocker lock`', 'pip_constraint: c.txt\n', { locks: ['a/pylock.toml'] }],
    [
      'a constraint of what requirements do not pin',
      'pip_constraint: c.txt\n',
      { locks: ['requirements.txt', 'requirements/more.txt'] },
    ],
    ['without a lock', 'pip_constraint: c.txt\n', { locks: [] }],
  ]);
});
