import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { testPython } from '../support/test-python.ts';

const script = fileURLToPath(new URL('../../steps/audit.py', import.meta.url));
const packages = '/opt/app.venv/lib/python3.13/site-packages';

/** What steps/audit.py says of started modules, for packages with these files. */
function started(
  files: readonly string[],
  modules: readonly string[],
  own: Readonly<Record<string, string>> = {},
) {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const [report, answer] = [join(directory, 'report.json'), join(directory, 'answer.json')];
  const empty = { distributions: [], libraries: [], interpreters: {}, taken: [], mistakes: [] };
  const paths = Object.fromEntries(files.map((path) => [`${packages}/${path}`, ['']]));
  writeFileSync(report, JSON.stringify({ ...empty, files: paths }));
  const environment = join(directory, 'app [1].venv');
  for (const [path, text] of Object.entries(own)) {
    const file = join(environment, 'lib/python3.13/site-packages', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const request = {
    ...{ reports: [report], venv: '/opt/app.venv', path: '', entrypoint: null, application: 'a' },
    ...{ own: [], started: modules },
    ...(Object.keys(own).length > 0 && { applications: [environment] }),
  };
  execFileSync(testPython(), ['-B', script, JSON.stringify(request), answer]);
  return (JSON.parse(readFileSync(answer, 'utf8')) as { started: unknown }).started;
}

test('modules of Python, modules of packages, and those beside one that is not there', () => {
  const files = [
    ...['shop/__init__.py', 'shop/web/api.py', 'shop/fast.cpython-313-x86_64-linux-gnu.so'],
    ...['one.py', 'shopping.py', 'shop-1.dist-info/METADATA'],
  ];
  const there = ['http.server', 'shop', 'shop.web', 'shop.web.api', 'shop.fast', 'one'];
  const beside = ['shop', 'shop.web.api'];
  expect(started(files, [...there, 'shop.wbe', 'sho', 'two.main'])).toEqual([
    ...there.map((module) => ({ module, isThere: true, beside: [] })),
    { module: 'shop.wbe', isThere: false, beside },
    { module: 'sho', isThere: false, beside: [] },
    { module: 'two.main', isThere: false, beside: [] },
  ]);
});

test('the names of modules of own packages', () => {
  const own = {
    'shop/__init__.py': 'from .web import app\n',
    'shop/web.py': 'app = db = 1\n',
    'shop/lazy.py': 'def __getattr__(name): ...\n',
    'shop/old.py': 'print "app"\n',
  };
  const modules = ['shop', 'shop.web', 'shop.lazy', 'shop.old', 'shop.wbe', 'other'];
  const found = started([...Object.keys(own), 'other.py'], modules, own) as { file?: unknown }[];
  expect(found.map(({ file }) => file)).toEqual([
    { path: 'shop/__init__.py', names: ['app', 'web', 'lazy', 'old', 'web'], open: false },
    { path: 'shop/web.py', names: ['app', 'db'], open: false },
    { path: 'shop/lazy.py', names: ['__getattr__'], open: true },
    { path: 'shop/old.py', names: [], open: true },
    undefined,
    undefined,
  ]);
});
