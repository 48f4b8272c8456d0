import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { unpinnedBaseImage } from './unpinned-base-image.ts';

describe('unpinned-base-image', () => {
  testRule(unpinnedBaseImage, [
    ['a tag', 'runtime: a\nruntimes: {a: {image: «"python:3.13"»}}\n', { hasSystemLock: false }],
    ['a tag, locked', 'runtime: a\nruntimes: {a: {image: "python:3.13"}}\n'],
    [
      'a digest',
      `runtime: a\nruntimes: {a: {image: "python:3.13@sha256:${'0'.repeat(64)}"}}\n`,
      { hasSystemLock: false },
    ],
    ['the catalogue', 'runtime: bookworm/3.12\n', { hasSystemLock: false }],
    [
      'a service',
      'runtimes: {a: {image: «"python:3.13"»}}\nservices: {w: {runtime: a}}\n',
      { hasSystemLock: false },
    ],
  ]);
});
