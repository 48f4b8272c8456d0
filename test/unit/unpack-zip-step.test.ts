import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

type Member = readonly [name: string, text: string, mode: number];

/** The exit status, and every path, of steps/unpack_zip.py. */
async function unpacked(members: readonly Member[]): Promise<unknown> {
  return runSteps(
    [
      'import json, os, sys, unpack_zip, zipfile',
      'work, members = sys.argv[1], json.loads(sys.argv[2])',
      'out = work + "/out"',
      'os.mkdir(out)',
      'with zipfile.ZipFile(work + "/a.zip", "w") as archive:',
      '    for name, text, mode in members:',
      '        info = zipfile.ZipInfo(name)',
      '        info.external_attr = mode << 16',
      '        archive.writestr(info, text)',
      'status = unpack_zip.main({"archive": work + "/a.zip", "out": out})',
      'paths = sorted(os.path.join(d, n)[len(out):] for d, ds, fs in os.walk(out) for n in ds + fs)',
      'print(json.dumps([status, paths]))',
    ],
    directory,
    JSON.stringify(members),
  );
}

test('a zip is unpacked with its directories and links, of one time', async () => {
  const members: Member[] = [
    ['words/', '', 0o40700],
    ['words/a.txt', 'a', 0],
    ['bin/run', 'run', 0o100750],
    ['words/b.txt', 'a.txt', 0o120777],
  ];
  expect(await unpacked(members)).toEqual([
    0,
    ['/bin', '/bin/run', '/words', '/words/a.txt', '/words/b.txt'],
  ]);
  const out = join(directory, 'out');
  expect(readFileSync(join(out, 'words/b.txt'), 'utf8')).toBe('a');
  for (const [path, mode] of [
    ['bin/run', 0o755],
    ['words/a.txt', 0o644],
    ['words', 0o755],
  ] as const) {
    const found = statSync(join(out, path));
    expect([path, found.mode & 0o777, found.mtimeMs]).toEqual([path, mode, 315532800000]);
  }
});

test.each<[string, readonly Member[]]>([
  ['a parent', [['../outside', 'x', 0]]],
  ['a parent further in', [['a/../../outside', 'x', 0]]],
  ['an absolute path', [['/outside', 'x', 0]]],
  ['backslashes', [['a\\..\\..\\outside', 'x', 0]]],
  [
    'a link of its own',
    [
      ['link', '/', 0o120777],
      ['link/outside', 'x', 0],
    ],
  ],
])('%s does not lead out of it', async (_, members) => {
  expect(await unpacked(members)).toEqual([3, expect.not.arrayContaining(['outside'])]);
  expect(existsSync('/outside') || existsSync(join(directory, 'outside'))).toBe(false);
});

test('a file that is not a zip is not unpacked', async () => {
  writeFileSync(join(directory, 'a.zip'), 'no archive');
  const lines = [
    'import json, sys, unpack_zip',
    'work = sys.argv[1]',
    'print(json.dumps(unpack_zip.main({"archive": work + "/a.zip", "out": work})))',
  ];
  expect(await runSteps(lines, directory)).toBe(2);
});
