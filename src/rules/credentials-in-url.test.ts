import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { credentialsInUrl } from './credentials-in-url.ts';

describe('credentials-in-url', () => {
  testRule(credentialsInUrl, [
    ['an index', 'index: {url: "https://«user:secret»@index.example/simple"}\n'],
    ['a further index', 'index: {extra: ["https://«token»@index.example/simple"]}\n'],
    ['a mirror', 'index: {mirrors: {https://files.example/: "https://«a:b»@mirror.example/"}}\n'],
    [
      'a repository',
      'repositories: {a: {uri: "deb https://«a:b»@packages.example/ trixie main"}}\n',
    ],
    ['an at sign in a path', 'index: {url: "https://index.example/@team/simple"}\n'],
  ]);
});
