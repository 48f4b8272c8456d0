import { expect, test } from 'vitest';
import { versionFromGit } from './version-from-git.ts';

const requires = (...names: readonly string[]) => ({ 'build-system': { requires: names } });

test.each<[what: string, pyproject: unknown, expected: boolean]>([
  ['setuptools-scm', requires('setuptools', 'setuptools_scm[toml]>=8'), true],
  ['hatch-vcs', requires('hatchling', 'hatch-vcs'), true],
  ['poetry-dynamic-versioning', requires('poetry-core', 'poetry-dynamic-versioning>=1,<2'), true],
  [
    'pdm-backend, if told to',
    { ...requires('pdm-backend'), tool: { pdm: { version: { source: 'scm' } } } },
    true,
  ],
  [
    'pdm-backend with a version in a file',
    { ...requires('pdm-backend'), tool: { pdm: { version: { source: 'file' } } } },
    false,
  ],
  ['a version that is written', requires('setuptools'), false],
  ['no build-system', {}, false],
  ['no pyproject.toml', undefined, false],
])('%s', (_, pyproject, expected) => {
  expect(versionFromGit(pyproject)).toBe(expected);
});
