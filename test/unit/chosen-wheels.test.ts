import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { listenOnLoopback } from '../support/loopback.ts';
import { runSteps } from '../support/run-steps.ts';
import { wheelOf } from '../support/wheel-of.ts';

// Build requirements are fetched and checked by steps/chosen_wheels.py before uv unpacks them.

const wheel = wheelOf('tool', { 'tool.py': '' });
const sha256 = createHash('sha256').update(wheel).digest('hex');
let cache = '';
let base = '';
let requests = 0;

const server = createServer(({ url = '' }, answer) => {
  requests += 1;
  if (url.startsWith('/gone/')) answer.writeHead(404).end();
  else answer.end(url.startsWith('/other/') ? Buffer.from('PK other') : wheel);
});

beforeAll(async () => {
  base = `http://127.0.0.1:${await listenOnLoopback(server)}`;
});

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'grocker-test-'));
  requests = 0;
  return () => {
    rmSync(cache, { recursive: true });
  };
});

afterAll(() => {
  server.close();
});

interface LockedFile {
  readonly url?: string;
  readonly hashes?: Readonly<Record<string, string>>;
}

/** Paths of wheels below the cache, or the words by which one is refused. */
function chosen(...files: readonly LockedFile[]): Promise<unknown> {
  const lines = [
    'import json, os, sys',
    'os.environ["no_proxy"] = "*"',
    'import archive_limits, chosen_wheels, index_access',
    'index_access.PAUSES = (0, 0)',
    'cache, lock = sys.argv[1], json.loads(sys.argv[2])',
    'try:',
    '    print(json.dumps([os.path.relpath(path, cache) for path in chosen_wheels.chosen_wheels(lock, cache)]))',
    'except (chosen_wheels.Unfetched, archive_limits.Damaged) as error:',
    '    print(json.dumps(str(error)))',
  ];
  const packages = [{ name: 'tool', wheels: files }];
  return runSteps(lines, cache, JSON.stringify({ packages }));
}

const at = (place: string, hashes?: LockedFile['hashes'], name = 'tool-1.0-py3-none-any.whl') => ({
  url: `${base}/${place}/${name}`,
  ...(hashes && { hashes }),
});

test('a wheel is fetched once and kept under its hash', async () => {
  const kept = [`checked-wheels/${sha256}/tool-1.0-py3-none-any.whl`];
  expect(await chosen(at('files', { sha256 }))).toEqual(kept);
  expect(await chosen(at('files', { sha256: sha256.toUpperCase() }))).toEqual(kept);
  expect(requests).toBe(1);
  expect(readdirSync(join(cache, 'checked-wheels'))).toEqual([sha256]);
});

test('a wheel without a hash is fetched each time', async () => {
  await chosen(at('files'));
  await chosen(at('files'));
  expect(requests).toBe(2);
});

describe('a wheel is refused, and nothing of it is kept, if it', () => {
  test.each([
    ['has another hash', 'files', { sha256: '0'.repeat(64) }, 'has another sha256 than'],
    ['has one of two hashes', 'files', { sha256, md5: '0' }, 'has another md5 than the index says'],
    ['has a hash that is a path', 'files', { sha256: `../${sha256}` }, 'no hash that can be'],
    ['has only an unknown hash', 'files', { crc32: '0' }, 'has no hash that can be verified'],
    ['has an empty hash', 'files', { sha256: '' }, 'has no hash that can be verified'],
    ['is gone', 'gone', { sha256 }, 'could not be fetched: HTTP Error 404'],
    ['is no archive', 'other', undefined, 'is refused: it is no zip archive'],
  ])('%s', async (_, place, hashes, words) => {
    expect(await chosen(at(place, hashes))).toContain(words);
    expect(readdirSync(join(cache, 'checked-wheels'))).toEqual([]);
  });

  test.each(['..%2F..%2Ftool-1.0-py3-none-any.whl', 'tool.whl', '-1.0-py3-none-any.whl', ''])(
    'is named %j',
    async (name) => {
      expect(await chosen(at('files', undefined, name))).toContain('is not the name of a wheel');
      expect(requests).toBe(0);
    },
  );
});

test.each([
  ['tool-1-cp311-cp311-manylinux_2_28_x86_64.whl', 'tool-1-cp311-cp311-manylinux2014_x86_64.whl'],
  ['tool-1-cp311-cp311-manylinux2014_x86_64.whl', 'tool-1-cp311-cp311-manylinux1_x86_64.whl'],
  ['tool-1-cp311-cp311-manylinux_2_9_x86_64.whl', 'tool-1-cp39-abi3-manylinux_2_28_x86_64.whl'],
  ['tool-1-cp311-abi3-musllinux_1_2_x86_64.whl', 'tool-1-cp39-abi3-musllinux_1_2_x86_64.whl'],
  ['tool-1-py3-none-manylinux_2_17_x86_64.whl', 'tool-1-py3-none-any.whl'],
  ['tool-1-py311-none-any.whl', 'tool-1-py2.py3-none-any.whl'],
  ['tool-1-10-py3-none-any.whl', 'tool-1-9-py3-none-any.whl'],
])('%s is preferred to %s', async (better, worse) => {
  const lines = [
    'import chosen_wheels, json, sys',
    'files = [{"url": "https://files.example/" + name} for name in sys.argv[1:]]',
    'print(json.dumps(chosen_wheels.name_of(max(files, key=chosen_wheels.preference))))',
  ];
  expect(await runSteps(lines, better, worse)).toBe(better);
  expect(await runSteps(lines, worse, better)).toBe(better);
});
