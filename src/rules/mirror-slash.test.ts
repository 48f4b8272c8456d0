import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { mirrorSlash } from './mirror-slash.ts';

describe('mirror-slash', () => {
  testRule(mirrorSlash, [
    ['one slash too few', 'index: {mirrors: {https://a.example/: «https://b.example»}}\n'],
    ['one slash too many', 'index: {mirrors: {https://a.example: «https://b.example/»}}\n'],
    [
      'alike',
      'index: {mirrors: {https://a.example/: https://b.example/, https://c.example: https://d.example}}\n',
    ],
  ]);
});
