import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { buildGrocker, runImage, temporaryDirectory, uniqueTag } from '../support/engine.ts';
import { sdist } from '../support/sdist.ts';

// Packages without native sources are built without the compiler stage, and none loses an extension module.

/** `number()` is 42. */
const extension = (module: string) => `#define PY_SSIZE_T_CLEAN
#include <Python.h>
static PyObject *number(PyObject *self, PyObject *args) { return PyLong_FromLong(42); }
static PyMethodDef methods[] = {{"number", number, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "${module}", NULL, -1, methods};
PyMODINIT_FUNC PyInit_${module}(void) { return PyModule_Create(&module); }
`;

const BUILD =
  '[build-system]\nrequires = ["setuptools==80.9.0"]\nbuild-backend = "setuptools.build_meta"\n';
const SLOW =
  'try:\n    from fast import number\nexcept ImportError:\n    def number():\n        return "slow"\n';

/** Source distributions of a package `made` whose number is 42 if it has its extension module `fast`. */
const sources = {
  optional: {
    'setup.py': [
      'from setuptools import Extension, setup',
      'fast = Extension("fast", ["fast.c"], optional=True)',
      'setup(name="made", version="1.0", py_modules=["made"], ext_modules=[fast])',
    ].join('\n'),
    'fast.c': extension('fast'),
  },
  generated: {
    'setup.py': [
      'from setuptools import Extension, setup',
      'with open("fast.c", "w") as file:',
      `    file.write(${JSON.stringify(extension('fast'))})`,
      'fast = Extension("fast", ["fast.c"], optional=True)',
      'setup(name="made", version="1.0", py_modules=["made"], ext_modules=[fast])',
    ].join('\n'),
  },
  hidden: {
    'setup.py': [
      'import sys',
      'sys.path.insert(0, ".")',
      'from tools.keywords import keywords',
      'from setuptools import setup',
      'setup(name="made", version="1.0", py_modules=["made"], **keywords)',
    ].join('\n'),
    'tools/__init__.py': '',
    'tools/keywords.py': [
      'from setuptools import Extension',
      'with open("fast.c", "w") as file:',
      `    file.write(${JSON.stringify(extension('fast'))})`,
      'keywords = {"ext_modules": [Extension("fast", ["fast.c"], optional=True)]}',
    ].join('\n'),
  },
  plain: {
    'setup.py':
      'from setuptools import setup\nsetup(name="made", version="1.0", py_modules=["made"])\n',
  },
};

async function project(files: Readonly<Record<string, string | Uint8Array>>, more = '') {
  return temporaryDirectory({
    'grocker.yml': `# syntax=org/grocker-frontend\nruntime: trixie/3.13\nentrypoint_name: [python, -c, "import made; print(made.number())"]\n${more}`,
    ...files,
  });
}

async function built(directory: string) {
  const tag = uniqueTag('python-alone');
  const { stderr } = await buildGrocker(directory, ['--tag', tag]);
  return { stderr, printed: (await runImage(tag)).trim() };
}

describe('a source distribution', () => {
  const lock = 'source: app\nlock: requirements.txt\n';
  const withSdist = (name: keyof typeof sources) =>
    project(
      {
        'requirements.txt': './made-1.0.tar.gz\n',
        'app/app.py': '',
        'made-1.0.tar.gz': sdist('made-1.0', {
          'PKG-INFO': 'Metadata-Version: 2.2\nName: made\nVersion: 1.0\n',
          'pyproject.toml': BUILD,
          'made.py': SLOW,
          ...sources[name],
        }),
      },
      lock,
    );

  test.each([
    ['with an optional extension module', 'optional'],
    ['with extension modules of sources that its build makes', 'generated'],
    ['whose build calls a compiler though nothing at its top tells so', 'hidden'],
  ] as const)('%s has the compiler', async (_, name) => {
    const { stderr, printed } = await built(await withSdist(name));
    expect(printed).toBe('42');
    expect(stderr).toContain('[compiler] ');
  });

  test('that is pure has none, and a rebuild queries and runs nothing', async () => {
    const directory = await withSdist('plain');
    const { stderr, printed } = await built(directory);
    expect(printed).toBe('slow');
    expect(stderr).not.toContain('[compiler] ');
    const again = await built(directory);
    const steps = [...again.stderr.matchAll(/^#(\d+) \[(?:interpreter|root|wheels|runner)\]/gm)];
    for (const [, step = ''] of steps) {
      expect(again.stderr).not.toMatch(new RegExp(`^#${step} DONE [1-9]`, 'm'));
    }
  });
});

test('an old pure release is built and locked without a compiler', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nrelease: simplegeneric==0.8.1\nentrypoint_name: [python, -c, "import simplegeneric; print(simplegeneric.generic.__name__)"]\n',
  });
  const { stderr, printed } = await built(directory);
  expect(printed).toBe('generic');
  expect(stderr).not.toContain('[compiler] ');
  const lock = ['--target', 'lock', '--output', `type=local,dest=${directory}`];
  await buildGrocker(directory, lock);
  const locked = await built(directory);
  expect(locked.printed).toBe('generic');
  expect(await readFile(join(directory, 'grocker.lock'), 'utf8')).toContain('\npure = true\n');
  expect(locked.stderr).not.toContain('[compiler] ');
});

describe('a project with a setup.py', () => {
  const files = { 'pyproject.toml': BUILD, 'made.py': SLOW };

  test('that is pure has no compiler', async () => {
    const { stderr, printed } = await built(await project({ ...files, ...sources.plain }));
    expect(printed).toBe('slow');
    expect(stderr).not.toContain('[compiler] ');
  });

  test.each(['optional', 'hidden'] as const)('has a compiler if it calls one: %s', async (name) => {
    const { stderr, printed } = await built(await project({ ...files, ...sources[name] }));
    expect(printed).toBe('42');
    expect(stderr).toContain('[compiler] ');
  });
});
