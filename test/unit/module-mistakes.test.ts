import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSteps } from '../support/run-steps.ts';
import { testPython } from '../support/test-python.ts';

const script = fileURLToPath(new URL('../../steps/parse.py', import.meta.url));
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** The answer of steps/parse.py: path and line of each mistake. */
function parsed(bytes: number): readonly string[] {
  const answer = join(directory, 'answer.json');
  const request = JSON.stringify({ directories: [join(directory, 'source')], bytes, command: [] });
  execFileSync(testPython(), ['-B', script, request, answer]);
  const found = JSON.parse(readFileSync(answer, 'utf8')) as {
    mistakes: { path: string; line: number }[];
  };
  return found.mistakes.map(({ path, line }) => `${path}:${line}`);
}

test('only modules that Python cannot parse are reported, with their lines', () => {
  write({
    'source/app.py': 'import os\n\n\ndef run(:\n    pass\n',
    'source/shop/old.py': 'print "two"\n',
    'source/shop/indent.py': 'def a():\nreturn 1\n',
    'source/shop/open.py': 'a = (1,\nb = 2\n',
    'source/shop/latin.py': Buffer.from('a = 1\nb = "\xe4"\n', 'latin1'),
    'source/shop/nothing.py': '',
    'source/shop/null.py': 'a = "\0"\n',
    'source/shop/good.py': 'match = 1\nasync def a():\n    await b\n',
    'source/shop/template.txt': 'def (',
  });
  const found = parsed(1_000_000).filter((each) => !/null|latin/.test(each));
  expect(found).toEqual(['app.py:4', 'shop/indent.py:2', 'shop/old.py:1', 'shop/open.py:1']);
  expect(parsed(1_000_000).some((each) => each.startsWith('shop/latin.py:'))).toBe(true);
});

test('no more source text is parsed than the limit', () => {
  write({ 'source/a.py': 'a = 1\n'.repeat(10), 'source/b.py': 'def (\n' });
  expect(parsed(10)).toEqual([]);
  expect(parsed(100)).toEqual(['b.py:1']);
});

test('the compiler of byte code reports mistakes by distribution, in the words of Python', async () => {
  const packages = '/venv/lib/python3.13/site-packages';
  write({
    [`out${packages}/mine/wrong.py`]: 'a = 1\nprint "two"\n',
    [`out${packages}/mine/right.py`]: 'a = 1\n',
    [`out${packages}/other/wrong.py`]: 'def (\n',
    [`out${packages}/mine-1.0.dist-info/METADATA`]: 'Name: Mine\nVersion: 1.0\n',
    [`out${packages}/mine-1.0.dist-info/RECORD`]: 'mine/wrong.py,,\nmine/right.py,,\n',
    [`out${packages}/other-1.0.dist-info/METADATA`]: 'Name: other\nVersion: 1.0\n',
    [`out${packages}/other-1.0.dist-info/RECORD`]: 'other/wrong.py,,\n',
  });
  const lines = [
    'import byte_code, install, json, sys',
    'out = sys.argv[1]',
    'prefix = out + "/venv"',
    'files = install.report(prefix, out)["files"]',
    'sources = [out + path for path in files if path.endswith(".py")]',
    'mistakes = byte_code.compile_files(sources, out)',
    'print(json.dumps(install.of_distributions(mistakes, prefix, out)))',
  ];
  expect(await runSteps(lines, join(directory, 'out'))).toMatchObject([
    { of: 'mine', path: `${packages}/mine/wrong.py`, line: 2 },
    { of: 'other', path: `${packages}/other/wrong.py`, line: 1 },
  ]);
});
