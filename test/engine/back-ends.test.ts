import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  runImage,
  temporaryDirectory,
  uniqueTag,
  type Files,
} from '../support/engine.ts';

interface Member {
  /** `build-system.requires` */
  readonly requires: readonly string[];
  readonly backend: string;
  /** Further lines of pyproject.toml. */
  readonly tables?: string;
  /** Relative to the member; without them it is a package of Python alone. */
  readonly files?: Files;
}

/** The smallest extension module: `number()` is 42. */
const extension = (module: string) => `#define PY_SSIZE_T_CLEAN
#include <Python.h>
static PyObject *number(PyObject *self, PyObject *args) { return PyLong_FromLong(42); }
static PyMethodDef methods[] = {{"number", number, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "${module}", NULL, -1, methods};
PyMODINIT_FUNC PyInit_${module}(void) { return PyModule_Create(&module); }
`;

const members: Readonly<Record<string, Member>> = {
  flit: { requires: ['flit_core>=3.4'], backend: 'flit_core.buildapi' },
  hatchling: { requires: ['hatchling'], backend: 'hatchling.build' },
  maturin: {
    requires: ['maturin>=1.5,<2'],
    backend: 'maturin',
    tables: '[tool.maturin]\nbindings = "bin"\n',
    files: {
      'Cargo.toml': '[package]\nname = "maturin_made"\nversion = "1.0.0"\nedition = "2021"\n',
      'src/main.rs': 'fn main() { println!("{}", 42); }\n',
    },
  },
  meson: {
    requires: ['meson-python>=0.17'],
    backend: 'mesonpy',
    files: {
      'meson.build': [
        "project('meson-made', 'c', version: '1.0')",
        "py = import('python').find_installation(pure: false)",
        "py.extension_module('meson_made', 'module.c', install: true)",
        '',
      ].join('\n'),
      'module.c': extension('meson_made'),
    },
  },
  // Its build asks for wheel when it runs.
  'old-setuptools': { requires: ['setuptools==69.5.1'], backend: 'setuptools.build_meta' },
  pdm: {
    requires: ['pdm-backend'],
    backend: 'pdm.backend',
    tables: '[tool.pdm]\ndistribution = true\n',
  },
  poetry: { requires: ['poetry-core>=2'], backend: 'poetry.core.masonry.api' },
  scikit: {
    requires: ['scikit-build-core>=0.11'],
    backend: 'scikit_build_core.build',
    files: {
      'CMakeLists.txt': [
        'cmake_minimum_required(VERSION 3.15)',
        'project(scikit_made LANGUAGES C)',
        'find_package(Python COMPONENTS Interpreter Development.Module REQUIRED)',
        'Python_add_library(scikit_made MODULE module.c WITH_SOABI)',
        'install(TARGETS scikit_made DESTINATION .)',
        '',
      ].join('\n'),
      'module.c': extension('scikit_made'),
    },
  },
  setuptools: {
    requires: ['setuptools>=77'],
    backend: 'setuptools.build_meta',
    tables:
      '[tool.setuptools]\next-modules = [{name = "setuptools_made", sources = ["module.c"]}]\n',
    files: { 'module.c': extension('setuptools_made') },
  },
  uv: { requires: ['uv_build>=0.9,<1'], backend: 'uv_build' },
};

const names = Object.keys(members);
const made = (name: string) => `${name}-made`;
const moduleOf = (name: string) => made(name).replaceAll('-', '_');

function projectFiles(): Files {
  const files: Record<string, string | Uint8Array> = {
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'runtime: trixie/3.13',
      'entrypoint_name: app',
      'dependencies: {build: [cargo]}',
      '',
    ].join('\n'),
    'pyproject.toml': [
      '[project]',
      'name = "app"',
      'version = "1.0"',
      'requires-python = ">=3.11"',
      `dependencies = ${JSON.stringify(names.map(made))}`,
      '[project.scripts]',
      'app = "app:main"',
      '[build-system]',
      'requires = ["setuptools>=77"]',
      'build-backend = "setuptools.build_meta"',
      '[tool.setuptools]',
      'packages = ["app"]',
      '[tool.uv.workspace]',
      'members = ["members/*"]',
      '[tool.uv.sources]',
      ...names.map((name) => `${made(name)} = {workspace = true}`),
      '',
    ].join('\n'),
    'app/__init__.py': application,
    'uv.lock': lock(),
  };
  for (const [name, { requires, backend, tables = '', files: own }] of Object.entries(members)) {
    const directory = `members/${name}`;
    files[`${directory}/pyproject.toml`] = [
      '[project]',
      `name = "${made(name)}"`,
      'version = "1.0"',
      'description = "Answers 42"',
      'requires-python = ">=3.11"',
      '[build-system]',
      `requires = ${JSON.stringify(requires)}`,
      `build-backend = "${backend}"`,
      tables,
    ].join('\n');
    const module = own ?? {
      [`src/${moduleOf(name)}/__init__.py`]: 'def number():\n    return 42\n',
    };
    for (const [path, text] of Object.entries(module)) files[`${directory}/${path}`] = text;
  }
  return files;
}

/** Prints the answer of each member: of a module's function, of a program's output. */
const application = `import importlib, subprocess
from importlib.metadata import version

def main():
    for name in ${JSON.stringify(names)}:
        if name == "maturin":
            # Its wheel has a program and no module: that needs no package of Rust.
            number = subprocess.check_output(["maturin_made"], text=True).strip()
        else:
            number = importlib.import_module(name.replace("-", "_") + "_made").number()
        print(name, version(name + "-made"), number)
`;

/** As uv writes it. */
function lock(): string {
  const row = (name: string, path: string, more = '') =>
    `[[package]]\nname = "${name}"\nversion = "1.0"\nsource = { editable = "${path}" }\n${more}\n`;
  const list = (items: readonly string[]) =>
    `[\n${items.map((item) => `    ${item},\n`).join('')}]`;
  const dependencies = list(names.map((name) => `{ name = "${made(name)}" }`));
  const requires = list(
    names.map((name) => `{ name = "${made(name)}", editable = "members/${name}" }`),
  );
  return [
    'version = 1\nrevision = 3\nrequires-python = ">=3.11"\n',
    `[manifest]\nmembers = ${list(['app', ...names.map(made)].map((name) => `"${name}"`))}\n`,
    row(
      'app',
      '.',
      `dependencies = ${dependencies}\n\n[package.metadata]\nrequires-dist = ${requires}\n`,
    ),
    ...names.map((name) => row(made(name), `members/${name}`)),
  ].join('\n');
}

const output = names
  .map(
    (name) => `${name} 1.0 42
`,
  )
  .join('');

describe('a workspace with every build back end', () => {
  test('is built, and again from locks without a network', async () => {
    const directory = await temporaryDirectory(projectFiles());
    const tag = uniqueTag('back-ends');
    await buildGrocker(directory, ['--tag', tag]);
    expect(await runImage(tag)).toBe(output);

    const lock = ['--target', 'lock', '--output', `type=local,dest=${directory}`];
    await buildGrocker(directory, lock);
    const locked = uniqueTag('back-ends-locked');
    const { stderr } = await buildGrocker(directory, ['--tag', locked]);
    expect(stderr).not.toMatch(/\] (?:apt: )?resolve |build requirements of/);
    expect(await runImage(locked)).toBe(output);
  });
});
