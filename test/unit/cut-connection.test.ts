import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { listenOnLoopback } from '../support/loopback.ts';
import { runSteps } from '../support/run-steps.ts';

const work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
const metadata = 'Metadata-Version: 2.1\nName: a\nClassifier: Topic :: Software Development\n';

/** Only what is below /whole/ has an end. */
const server = createServer(({ url = '' }, answer) => {
  if (url.startsWith('/whole/')) {
    answer.end(metadata);
    return;
  }
  if (url.startsWith('/counted/')) answer.setHeader('content-length', 1000);
  answer.write(metadata, () => answer.destroy());
});
let base = '';

beforeAll(async () => {
  base = `http://127.0.0.1:${await listenOnLoopback(server)}`;
});

afterAll(() => {
  server.close();
  rmSync(work, { recursive: true });
});

const kinds = ['counted', 'chunked'];

test.each(kinds)(
  'classifiers come from another file where a connection is cut: %s',
  async (cut) => {
    const lines = [
      'import json, os, sys',
      'os.environ["no_proxy"] = "*"',
      // What a Python older than 3.11 lacks, and is not used here.
      'sys.modules["tomllib"] = json',
      'import index_access, release',
      'index_access.PAUSES = (0, 0)',
      'files = [{"url": sys.argv[1] + path + "/a-1.0-py3-none-any.whl"} for path in sys.argv[2:]]',
      'print(json.dumps(release.classifiers(files)))',
    ];
    expect(await runSteps(lines, base, `/${cut}`, '/whole')).toEqual([
      'Topic :: Software Development',
    ]);
    // A failure that may be over soon is no answer.
    await expect(runSteps(lines, base, `/${cut}`)).rejects.toThrow(/IncompleteRead/);
  },
);

test.each(kinds)('a file whose connection is cut could not be fetched: %s', async (cut) => {
  const lines = [
    'import contextlib, fetch, index_access, io, json, os, sys',
    'index_access.PAUSES = (0, 0)',
    'os.environ["no_proxy"] = "*"',
    'words = io.StringIO()',
    'with contextlib.redirect_stderr(words):',
    '    status = fetch.main({"url": sys.argv[1], "file": "a.whl", "sha256": "", "out": sys.argv[2]})',
    'print(json.dumps([status, words.getvalue()]))',
  ];
  expect(await runSteps(lines, `${base}/${cut}/a.whl`, work)).toEqual([
    9,
    expect.stringMatching(
      /^(?:grocker: tried again after 0 s: .+\n){2}grocker: a\.whl could not be fetched: .+\n$/,
    ),
  ]);
});
