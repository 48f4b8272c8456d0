import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

let work = '';

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
  for (const path of ['venv/pyvenv.cfg', 'venv/bin/activate', 'venv/bin/python3']) write(path);
  mkdirSync(join(work, 'venv/lib/python3.13/site-packages'), { recursive: true });
  symlinkSync('lib', join(work, 'venv/lib64'));
});

afterEach(() => {
  rmSync(work, { recursive: true });
});

function write(path: string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true });
  writeFileSync(join(work, path), '');
}

const site = 'lib/python3.13/site-packages';

test.each([
  ['the configuration of the environment', 'pyvenv.cfg', ['pyvenv.cfg']],
  ['a script of the environment for shells', 'bin/activate', ['bin/activate']],
  ['its Python', 'bin/python3', ['bin/python3']],
  ['a directory in the place of a link', 'lib64/python3.13/a.py', ['lib64']],
  ['a directory that looks like byte code', `${site}/a.pyc/__init__.py`, [`${site}/a.pyc`]],
  ['a script', 'bin/greet', []],
  ['modules', `${site}/greet/__init__.py`, []],
])('wheels may not bring files of the environment: %s', async (_, path, found) => {
  write(`prefix/${path}`);
  const lines = [
    'import install, json, sys',
    'print(json.dumps(install.own_files_of(sys.argv[1] + "/venv", sys.argv[1] + "/prefix")))',
  ];
  expect(await runSteps(lines, work)).toEqual(found);
});
