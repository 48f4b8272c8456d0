import { createHash } from 'node:crypto';
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
  if (url.startsWith('/stalled/')) {
    answer.write(metadata);
    return;
  }
  if (url.startsWith('/dripping/')) {
    const drip = setInterval(() => answer.write('a'), 50);
    answer.on('close', () => {
      clearInterval(drip);
    });
    return;
  }
  if (url.startsWith('/short/')) {
    // A server that says less than it has.
    answer.setHeader('content-length', metadata.length - 9);
    answer.end(metadata.slice(0, -9));
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
  server.closeAllConnections();
  server.close();
  rmSync(work, { recursive: true });
});

const kinds = ['counted', 'chunked'];

test.each(kinds)('classifiers come from another file if a connection is cut: %s', async (cut) => {
  const lines = [
    'import json, os, sys',
    'os.environ["no_proxy"] = "*"',
    // Modules that Python before 3.11 lacks, and that are not used here.
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
});

test('classifiers come from another file if a server sends one without an end', async () => {
  const lines = [
    'import json, os, sys',
    'os.environ["no_proxy"] = "*"',
    'sys.modules["tomllib"] = json',
    'import index_access, release',
    'index_access.PAUSES, release.MOST_SECONDS = (0, 0), 0.5',
    'files = [{"url": sys.argv[1] + path + "/a-1.0-py3-none-any.whl"} for path in sys.argv[2:]]',
    'print(json.dumps(release.classifiers(files)))',
  ];
  expect(await runSteps(lines, base, '/dripping', '/whole')).toEqual([
    'Topic :: Software Development',
  ]);
  await expect(runSteps(lines, base, '/dripping')).rejects.toThrow(/no end after/);
});

/** The exit status of the step that fetches a file, and its words. */
function fetched(kind: string, sha256 = ''): Promise<unknown> {
  const lines = [
    'import contextlib, fetch, index_access, io, json, os, sys',
    'index_access.PAUSES = (0, 0)',
    'index_access.TIMEOUT = 0.5',
    'os.environ["no_proxy"] = "*"',
    'words = io.StringIO()',
    'request = {"url": sys.argv[1], "file": "a.whl", "sha256": sys.argv[3], "out": sys.argv[2]}',
    'with contextlib.redirect_stderr(words):',
    '    status = fetch.main(request)',
    'print(json.dumps([status, words.getvalue()]))',
  ];
  return runSteps(lines, `${base}/${kind}/a.whl`, work, sha256);
}

test.each([...kinds, 'stalled'])(
  'a file whose connection is cut or stalls cannot be fetched: %s',
  async (kind) => {
    expect(await fetched(kind)).toEqual([
      9,
      expect.stringMatching(
        /^(?:grocker: trying again after 0 s: .+\n){2}grocker: a\.whl could not be fetched: .+\n$/,
      ),
    ]);
  },
);

test('a file that is longer than its server says has another checksum', async () => {
  const sha256 = createHash('sha256').update(metadata).digest('hex');
  expect(await fetched('whole', sha256)).toEqual([0, '']);
  expect(await fetched('short', sha256)).toEqual([
    2,
    expect.stringContaining(`instead of ${sha256}`) as string,
  ]);
});
