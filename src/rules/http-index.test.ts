import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { httpIndex } from './http-index.ts';

describe('http-index', () => {
  testRule(httpIndex, [
    ['an index', 'index: {url: «http://index.example/simple»}\n'],
    ['a further index', 'index: {extra: [«http://index.example/simple», https://a.example]}\n'],
    ['a mirror', 'index: {mirrors: {«https://files.example/»: http://mirror.example/}}\n'],
    [
      'a mirror of http by https',
      'index: {mirrors: {http://files.example/: https://mirror.example/}}\n',
    ],
    [
      'this machine',
      'index: {url: http://localhost:3141/simple, extra: [http://127.0.0.1/simple]}\n',
    ],
    ['a name that begins like this machine', 'index: {url: «http://localhost.example/simple»}\n'],
  ]);
});
