import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { unsignedRepository } from './unsigned-repository.ts';

describe('unsigned-repository', () => {
  testRule(unsignedRepository, [
    ['no key', 'repositories: {«a»: {uri: deb https://a.example/ trixie main}}\n'],
    [
      'trusted whoever signed',
      'repositories: {a: {uri: "deb [arch=amd64 «trusted=yes»] https://a.example/ trixie main"}}\n',
    ],
    [
      'a key',
      'repositories:\n  a:\n    uri: deb https://a.example/ trixie main\n    key: |\n      -----BEGIN PGP PUBLIC KEY BLOCK-----\n      a\n      -----END PGP PUBLIC KEY BLOCK-----\n',
    ],
  ]);
});
