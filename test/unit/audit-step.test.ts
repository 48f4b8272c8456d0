import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { testPython } from '../support/test-python.ts';

const script = fileURLToPath(new URL('../../steps/audit.py', import.meta.url));
const packages = '/opt/app.venv/lib/python3.13/site-packages';

/** What steps/audit.py says of started modules, for packages with these files. */
function started(
  files: readonly string[],
  modules: readonly string[],
  own: Readonly<Record<string, object>> = {},
) {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const [report, answer] = [join(directory, 'report.json'), join(directory, 'answer.json')];
  const empty = { distributions: [], libraries: [], interpreters: {}, taken: [], mistakes: [] };
  const paths = Object.fromEntries(files.map((path) => [`${packages}/${path}`, ['']]));
  writeFileSync(report, JSON.stringify({ ...empty, files: paths, started: own }));
  const request = {
    ...{ reports: [report], venv: '/opt/app.venv', path: '', entrypoint: null, application: 'a' },
    ...{ own: [], started: modules },
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
  const file = { path: 'shop/web.py', names: ['app', 'db'], open: false };
  expect(started(['shop/web.py', 'other.py'], ['shop.web', 'other'], { 'shop.web': file })).toEqual(
    [
      { module: 'shop.web', isThere: true, beside: [], file },
      { module: 'other', isThere: true, beside: [] },
    ],
  );
});
