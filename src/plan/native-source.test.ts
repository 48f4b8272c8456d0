import { describe, expect, test } from 'vitest';
import { nativeSource } from './native-source.ts';

const files = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([path, text]) => ({ path, text: () => text }));

const plain = {
  'PKG-INFO': 'Metadata-Version: 2.1\n',
  'setup.py': "from setuptools import setup\nsetup(name='plain', packages=['plain'])\n",
  'plain/__init__.py': 'def cythonize(): pass\n',
  'docs/Makefile': 'html:\n',
};
const system = (requires: readonly string[], more = '') =>
  `[build-system]\nrequires = ${JSON.stringify(requires)}\n${more}`;

test('a pure package has no native source, whatever the names of its modules', () => {
  expect(nativeSource(files(plain), '')).toBeUndefined();
});

describe('is a native source', () => {
  test.each([
    'src/speedups.c',
    'src/speedups.cpp',
    'plain/fast.pyx',
    'src/lib.rs',
    'rust/Cargo.toml',
    'plain/lapack.f90',
    'plain/wrapped.i',
    'plain/kernel.cu',
    'vendor/zlib/configure',
    'CMakeLists.txt',
    'meson.build',
  ])('the file %s', (path) => {
    expect(nativeSource(files({ ...plain, [path]: '' }), '')).toBe(path);
  });

  test.each([
    [
      'an extension module that is optional',
      'setup.py',
      "ext = Extension('a', ['a.c'], optional=True)\nsetup(ext_modules=[ext])\n",
    ],
    [
      'extension modules of sources that are made first',
      'setup.py',
      "from generate import write\nsetup(ext_modules=write('made.c'))\n",
    ],
    [
      'extension modules of a module beside it',
      'build_tools.py',
      'from mypyc.build import mypycify\n',
    ],
    ['cffi', 'setup.py', "setup(cffi_modules=['ffi.py:builder'])\n"],
    ['a class of its own for extensions', 'setup.py', 'class CMakeExtension: pass\n'],
    ['extensions of pbr', 'setup.cfg', '[metadata]\nname = plain\n\n[extension=plain.fast]\n'],
    ['Cython among what it is built with', 'pyproject.toml', system(['setuptools', 'Cython>=3'])],
    ['a build tool of its own', 'pyproject.toml', system(['scikit-build-core'])],
    [
      'a build requirement from git',
      'pyproject.toml',
      system(['hatch @ git+https://git.example/hatch']),
    ],
    [
      'an own back end',
      'pyproject.toml',
      system(['setuptools'], 'build-backend = "own"\nbackend-path = ["tools"]\n'),
    ],
    [
      'extension modules of pyproject.toml',
      'pyproject.toml',
      `${system(['setuptools'])}[[tool.setuptools.ext-modules]]\nname = "a"\nsources = []\n`,
    ],
    ['a file that cannot be read', 'pyproject.toml', '[build-system\n'],
  ])('%s', (_, path, text) => {
    expect(nativeSource(files({ ...plain, [path]: text }), '')).toBe(path);
  });
});

test('a project in a subdirectory counts its own files, and every native source', () => {
  const root = { 'setup.py': 'setup(ext_modules=[])\n', 'python/pyproject.toml': system([]) };
  expect(nativeSource(files(root), 'python')).toBeUndefined();
  expect(nativeSource(files({ ...root, 'core/core.c': '' }), 'python')).toBe('core/core.c');
});
