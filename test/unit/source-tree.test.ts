import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

let work = '';

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(work, { recursive: true });
});

test('the files of a zip are executable where they were, and have no other mode of the archive', async () => {
  const lines = [
    'import json, os, source_tree, sys, zipfile',
    'work = sys.argv[1]',
    'os.umask(0o022)',
    'source_tree.BUILD = work + "/build"',
    'modes = {"configure": 0o100755, "of-owner": 0o100700, "setuid": 0o104777, "private": 0o100600, "open": 0o100666, "none": 0}',
    'with zipfile.ZipFile(work + "/a-1.zip", "w") as archive:',
    '    for name, mode in modes.items():',
    '        entry = zipfile.ZipInfo("a-1/" + name)',
    '        entry.external_attr = mode << 16',
    '        archive.writestr(entry, "")',
    '    archive.writestr("a-1/empty/", "")',
    'tree = source_tree.source_tree({"source": work + "/a-1.zip"})',
    'print(json.dumps({name: oct(os.stat(tree + "/" + name).st_mode & 0o7777) for name in os.listdir(tree)}))',
  ];
  expect(await runSteps(lines, work)).toEqual({
    configure: '0o755',
    'of-owner': '0o755',
    setuid: '0o755',
    private: '0o644',
    open: '0o644',
    none: '0o644',
    empty: '0o755',
  });
});
