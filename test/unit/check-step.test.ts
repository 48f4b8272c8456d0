import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { CheckRequest } from '../../src/graph/check.ts';
import type { CheckFailure } from '../../src/result/check.ts';
import { testPython } from '../support/test-python.ts';

const python = testPython();
const script = fileURLToPath(new URL('../../steps/check.py', import.meta.url));
const files: Readonly<Record<string, string>> = {
  'site/shop-1.0.dist-info/entry_points.txt': [
    '[other]',
    'serve = shop.nothing:run',
    '[console_scripts]',
    'serve = shop.main:run',
    'work=shop:App.work [extra]',
    'gone = shop:gone',
    'local = beside:run',
    'broken = bad.main:run',
  ].join('\n'),
  'site/shop.py': 'class App:\n    work = print\n',
  'site/bad.py': '1 / 0\n',
  'work/beside.py': 'run = print\n',
};

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** The failures, with the last line of their output. */
function failures(request: Partial<CheckRequest>): readonly (readonly [string, string, string])[] {
  const answer = join(directory, 'answer.json');
  const json = JSON.stringify({ imports: [], script: null, run: [], ...request });
  execFileSync(python, ['-B', script, json, answer], {
    cwd: join(directory, 'work'),
    env: { PYTHONPATH: join(directory, 'site') },
  });
  const found = JSON.parse(readFileSync(answer, 'utf8')) as CheckFailure[];
  return found.map(({ kind, what, words }) => [kind, String(what), words.replace(/^[^]*\n/, '')]);
}

test.each<[string, Partial<CheckRequest>, ReturnType<typeof failures>]>([
  ['a function of a class', { script: 'work' }, []],
  ['a word that is no script', { script: 'python' }, []],
  [
    'a module that is not there',
    { script: 'serve' },
    [
      [
        'script',
        'shop.main:run',
        "ModuleNotFoundError: No module named 'shop.main'; 'shop' is not a package",
      ],
    ],
  ],
  [
    'a function that is not there',
    { script: 'gone' },
    [['script', 'shop:gone', "AttributeError: module 'shop' has no attribute 'gone'"]],
  ],
  [
    'a module of the work directory',
    { script: 'local' },
    [['script', 'beside:run', "ModuleNotFoundError: No module named 'beside'"]],
  ],
  [
    'a package that cannot be imported, once',
    { imports: ['bad'], script: 'broken' },
    [['import', 'bad', 'ZeroDivisionError: division by zero']],
  ],
])('check.py loads what a console script calls: %s', (_, request, found) => {
  expect(failures(request)).toEqual(found);
});
