import { expect, test } from 'vitest';
import { mayAsk } from './may-ask.ts';

const project = (backend: string, ...requires: readonly string[]) => ({
  'build-system': { 'build-backend': backend, requires },
});

test.each<[what: string, pyproject: unknown, hasSetup: boolean, asks: boolean]>([
  ['a setup.py', undefined, true, true],
  ['nothing but the defaults', undefined, false, false],
  ['setuptools', project('setuptools.build_meta', 'setuptools>=61'), false, false],
  ['an old setuptools', project('setuptools.build_meta', 'setuptools==65.5.0'), false, true],
  ['one below a version', project('setuptools.build_meta', 'setuptools>=61,<70'), false, true],
  ['one with wheel', project('setuptools.build_meta', 'setuptools<70', 'wheel'), false, false],
  ['one that is held higher', project('setuptools.build_meta', 'setuptools==80.9'), false, false],
  ['another back end', project('hatchling.build', 'hatchling', 'setuptools<70'), false, false],
])('%s', (_, pyproject, hasSetup, asks) => {
  expect(mayAsk(pyproject, hasSetup)).toBe(asks);
});
