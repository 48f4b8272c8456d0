import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { testPython } from '../support/test-python.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const python = testPython();

const COMPILE = [
  'import os, sys, byte_code',
  'out, processors, sources = sys.argv[1], int(sys.argv[2]), sys.argv[3:]',
  'os.sched_getaffinity = lambda process: set(range(processors))',
  'sys.exit(1 if byte_code.compile_files(sources, out) is None else 0)',
].join('\n');

let out = '';

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

/** Compiles modules of one package as so many processors do; the digest of each file of byte code. */
function compiled(
  modules: Readonly<Record<string, string>>,
  processors: number,
): Record<string, string> {
  const directory = join(out, 'package');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  const sources = Object.entries(modules).map(([name, text]) => {
    const path = join(directory, `${name}.py`);
    writeFileSync(path, text);
    return path;
  });
  execFileSync(python, ['-c', COMPILE, out, String(processors), ...sources], {
    env: { PYTHONPATH: `${root}steps`, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const cache = join(directory, '__pycache__');
  return Object.fromEntries(
    readdirSync(cache).map((name): [string, string] => {
      const bytes = readFileSync(join(cache, name));
      return [name.replace(/\..*/, ''), createHash('sha256').update(bytes).digest('hex')];
    }),
  );
}

const modules = Object.fromEntries(
  Array.from({ length: 40 }, (_, at) => [
    `module_${at}`,
    `NAMES = {"shared", "of_${at}", ${'"more", '.repeat(at)}}\ndef shared(first, of_${at}):\n    return first in ("a", ${at}, 1.5)\n`,
  ]),
);

test('the byte code is the same however many processors compile it', () => {
  const alone = compiled(modules, 1);
  expect(Object.keys(alone)).toHaveLength(40);
  expect(compiled(modules, 3)).toEqual(alone);
  expect(compiled(modules, 64)).toEqual(alone);
});

test('a file that is not Python has no byte code', () => {
  const template = {
    template: 'def {{ name }}():\n',
    null_byte: 'a\0b\n',
    warns: 'x = 1 is 1\n',
    fine: 'a = 1\n',
  };
  expect(Object.keys(compiled(template, 2)).sort()).toEqual(['fine', 'warns']);
});

test('byte code names the file as it is in the image, and no import looks at its source', () => {
  compiled({ module: 'a = 1\n' }, 1);
  const cache = join(out, 'package/__pycache__');
  const bytes = readFileSync(join(cache, readdirSync(cache)[0] ?? ''));
  expect(bytes.includes('/package/module.py')).toBe(true);
  expect(bytes.includes(out)).toBe(false);
  // PEP 552: based on a hash, which is not checked.
  expect(bytes.readUInt32LE(4)).toBe(1);
});
