import { expect, test } from 'vitest';

import { buildGrocker, runImage, temporaryDirectory, uniqueTag } from '../support/engine.ts';

// Packages without unused files work as before.

const MODULE = `#define PY_SSIZE_T_CLEAN
#include <Python.h>
static PyObject *number(PyObject *self, PyObject *args) { return PyLong_FromLong(42); }
static PyMethodDef methods[] = {{"number", number, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_fast", NULL, -1, methods};
PyMODINIT_FUNC PyInit__fast(void) { return PyModule_Create(&module); }
`;

const files = {
  'pyproject.toml': [
    '[build-system]\nrequires = ["setuptools==80.9.0"]\nbuild-backend = "setuptools.build_meta"',
    '[project]\nname = "shop"\nversion = "1.0"\ndependencies = ["markupsafe==3.0.3"]',
    '[project.scripts]\nshop = "shop:main"',
    '[tool.setuptools]\npackages = ["shop", "shop.tests", "shop.cart", "selftested", "selftested.tests"]',
    '[tool.setuptools.package-data]\nshop = ["*.pyi", "*.h"]',
    '[[tool.setuptools.ext-modules]]\nname = "shop._fast"\nsources = ["fast.c"]\nextra-compile-args = ["-g3"]\n',
  ].join('\n'),
  'fast.c': MODULE,
  'shop/__init__.py':
    'from shop._fast import number\nfrom markupsafe import escape\nfrom selftested import tested\n\ndef main():\n    print(number(), escape("<"), tested())\n',
  'shop/__init__.pyi': 'def main() -> None: ...\n',
  'shop/fast.h': 'int number(void);\n',
  'shop/tests/__init__.py': '',
  'shop/tests/test_shop.py': 'assert True\n',
  'shop/cart/__init__.py': '',
  // It needs its tests when it runs.
  'selftested/__init__.py': 'from selftested.tests import tested\n',
  'selftested/tests/__init__.py': 'def tested():\n    return "tested"\n',
};

/** For every distribution: its RECORD compared with its files, and the dropped files. */
const SURVEY = `
import base64, csv, glob, hashlib, json, os
root = "/opt/app.venv/lib/python3.13/site-packages"
wrong, dropped, recorded = [], {}, set()
for record in glob.glob(root + "/*.dist-info/RECORD"):
    for path, checksum, size in csv.reader(open(record, newline="")):
        place = os.path.normpath(os.path.join(root, path))
        recorded.add(place)
        if not os.path.exists(place):
            wrong.append(path)
        elif checksum:
            data = open(place, "rb").read()
            if checksum != "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode():
                wrong.append(path)
    name = os.path.basename(os.path.dirname(record)).split("-")[0]
    listing = os.path.dirname(record) + "/slim.json"
    dropped[name] = sorted(json.load(open(listing))) if os.path.exists(listing) else []
found = sorted(
    os.path.relpath(os.path.join(directory, name), root)
    for directory, _, names in os.walk(root)
    for name in names
    if "__pycache__" not in directory and ".dist-info" not in directory
)
print(json.dumps({"wrong": wrong, "dropped": dropped, "files": found, "unrecorded": sorted(set(found) - {os.path.relpath(path, root) for path in recorded})}))
`;

interface Survey {
  readonly wrong: readonly string[];
  readonly dropped: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly string[];
  readonly unrecorded: readonly string[];
}

/** The output of an image, and its packages. */
async function built(slim: string) {
  const directory = await temporaryDirectory({
    'grocker.yml': `# syntax=org/grocker-frontend\nruntime: trixie/3.13\nproject: .\nslim: ${slim}\n`,
    ...files,
  });
  const tag = uniqueTag(`slim-${slim}`);
  await buildGrocker(directory, ['--tag', tag]);
  const survey = await runImage(tag, ['-c', SURVEY], { runArgs: ['--entrypoint', 'python'] });
  return { directory, printed: await runImage(tag), survey: JSON.parse(survey) as Survey };
}

test('packages that are not slim keep everything', async () => {
  const { printed, survey } = await built('false');
  expect(printed).toBe('42 &lt; tested\n');
  expect(survey.dropped).toEqual({ markupsafe: [], shop: [] });
  expect(survey.files).toContain('shop/tests/test_shop.py');
});

test.each([
  ['true', '.py', []],
  ['bytecode', '.pyc', ['source text of modules that have byte code']],
])(
  'slim: %s drops unused files, keeps RECORD correct, and passes the check, which imports everything',
  async (slim, module, sources) => {
    const { directory, printed, survey } = await built(slim);
    expect(printed).toBe('42 &lt; tested\n');
    expect(survey.wrong).toEqual([]);
    expect(survey.unrecorded).toEqual([]);
    expect(survey.dropped['shop']).toEqual([
      'headers and sources of extension modules',
      ...sources,
      'symbols of extension modules',
      'tests',
      'type stubs',
    ]);
    expect(survey.files.filter((path) => path.startsWith('shop/'))).toEqual([
      `shop/__init__${module}`,
      expect.stringMatching(/^shop\/_fast\..*\.so$/),
      `shop/cart/__init__${module}`,
    ]);
    // It imports them when it runs.
    expect(survey.files).toContain(`selftested/tests/__init__${module}`);
    expect(survey.files.filter((path) => path.endsWith('.pyi'))).toEqual([]);
    await buildGrocker(directory, ['--target', 'check', '--output', 'type=cacheonly']);
  },
);

test('a check of slim packages fails if a package lacks a file that it reads', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml': '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nproject: .\nslim: true\n',
    'pyproject.toml':
      '[build-system]\nrequires = ["setuptools==80.9.0"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "shop"\nversion = "1.0"\n[tool.setuptools]\npackages = ["shop", "reader"]\n[tool.setuptools.package-data]\nreader = ["*.h"]\n[project.scripts]\nshop = "shop:main"\n',
    'shop/__init__.py': 'def main(): pass\n',
    'reader/__init__.py':
      'import pathlib\nTEXT = (pathlib.Path(__file__).parent / "a.h").read_text()\n',
    'reader/a.h': '#define A 1\n',
  });
  const { stderr } = await buildGrocker(
    directory,
    ['--target', 'check', '--output', 'type=cacheonly'],
    { statuses: [1] },
  );
  expect(stderr).toContain('reader cannot be imported in the finished image');
});
