import { expect, test } from 'vitest';
import { needsCompiler } from './needs-compiler.ts';

const backend = (name: string, requires: readonly string[], more: object = {}) => ({
  'build-system': { 'build-backend': name, requires },
  ...more,
});

test.each([
  ['hatchling', backend('hatchling.build', ['hatchling']), false],
  [
    'hatchling with a hook',
    backend('hatchling.build', ['hatchling'], {
      tool: { hatch: { build: { hooks: { custom: {} } } } },
    }),
    true,
  ],
  ['a version from git needs git', backend('hatchling.build', ['hatchling', 'hatch-vcs']), true],
  ['flit', backend('flit_core.buildapi', ['flit_core >=3.4']), false],
  ['poetry', backend('poetry.core.masonry.api', ['poetry-core']), false],
  [
    'poetry with a build script',
    backend('poetry.core.masonry.api', ['poetry-core'], {
      tool: { poetry: { build: 'build.py' } },
    }),
    true,
  ],
  ['uv', backend('uv_build', ['uv_build>=0.9']), false],
  ['setuptools', backend('setuptools.build_meta', ['setuptools', 'wheel']), false],
  [
    'setuptools with an extension',
    backend('setuptools.build_meta', ['setuptools'], {
      tool: { setuptools: { 'ext-modules': [] } },
    }),
    true,
  ],
  ['setuptools with Cython', backend('setuptools.build_meta', ['setuptools', 'cython']), true],
  [
    'a back end that has to be built',
    backend('hatchling.build', ['hatchling @ git+https://git.example/hatch.git']),
    true,
  ],
  [
    'an in-tree back end',
    {
      'build-system': {
        'build-backend': 'hatchling.build',
        requires: ['hatchling'],
        'backend-path': ['.'],
      },
    },
    true,
  ],
  ['maturin', backend('maturin', ['maturin']), true],
  ['no build-system: setuptools and its legacy back end', {}, false],
  ['no pyproject.toml', undefined, false],
])('%s', (_, pyproject, expected) => {
  expect(needsCompiler(pyproject, undefined)).toBe(expected);
});

test.each([
  [
    'with nothing but metadata',
    "from setuptools import setup\nsetup(name='app', packages=['app'])\n",
    false,
  ],
  ['with an extension module', "setup(ext_modules=[Extension('a', ['a.c'])])\n", true],
  [
    'with optional ones',
    'try:\n    setup(ext_modules=made())\nexcept Exception:\n    setup()\n',
    true,
  ],
  ['with cffi', "setup(cffi_modules=['build.py:ffi'])\n", true],
])('setup.py %s', (_, script, expected) => {
  expect(needsCompiler(backend('setuptools.build_meta', ['setuptools']), script)).toBe(expected);
  expect(needsCompiler(undefined, script)).toBe(expected);
});
