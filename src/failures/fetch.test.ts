import { describe, expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { exitStatuses } from '../graph/agreed.ts';
import { fetchFailure } from './fetch.ts';

const url = 'https://files.example/model.bin';
const sha256 = 'a'.repeat(64);
const spec = specOf(`release: app==1\nfetch: [{url: "${url}", sha256: ${sha256}}]\n`);
const none = { requested: [], files: [] };
const system = { interpreter: none, root: none, compiler: none };
const work = { packages: [], system, spec };
const source = { url, checksum: `sha256:${sha256}` };

// Some builders hash the page of an error, which may have no bytes.
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test.each([
  ['other', 'digest mismatch', 'checksum-mismatch', ['denied']],
  ['other', `digest mismatch sha256:${nothing}: sha256:${sha256}`, 'locked-file-gone', ['denied']],
  ['missing', 'invalid response status 404', 'locked-file-gone', []],
  ['denied', 'invalid response status 401', 'fetch-denied', ['denied']],
] as const)('a download, %s: %s', (kind, message, code, causes) => {
  const found = fetchFailure({ kind, message, source, args: [] }, work);
  expect(found?.diagnostic).toMatchObject({ code, span: { start: { line: 2, column: 15 } } });
  expect(found?.diagnostic.message).toContain('model.bin');
  expect(found?.causes ?? []).toEqual(causes);
});

test('the remedy writes a replaced hash in its place', () => {
  const failure = { kind: 'other', message: 'digest mismatch', source, args: [] } as const;
  expect(fetchFailure(failure, work)?.diagnostic.help).toContain(
    'Write the new url or hash into grocker.yml',
  );
});

describe('a system package', () => {
  const file = {
    ...{ name: 'libzbar0t64', version: '0.23', architecture: 'amd64', size: 1, sha256 },
    url: 'http://mirror.example/pool/libzbar0t64_0.23_amd64.deb',
  };
  const span = { file: 'grocker.yml', start: { line: 4, column: 3 }, end: { line: 4, column: 9 } };
  const root = { requested: ['libzbar0t64'], files: [file], span };
  const packages = { packages: [], system: { interpreter: none, root, compiler: none }, spec };
  const byDaemon = { args: [], source: { url: file.url, checksum: `sha256:${sha256}` } };
  const byStep = {
    kind: 'process',
    message: 'process did not complete successfully',
    args: ['/bin/sh', '/run/grocker/steps/fetch-package.sh', '/fetched', 'name', file.url, sha256],
  } as const;

  test.each([
    ['other', 'unexpected EOF', 'fetch-failed'],
    ['other', 'digest mismatch', 'file-gone'],
    ['other', `digest mismatch sha256:${nothing}: sha256:${sha256}`, 'file-gone'],
    ['network', 'invalid response status 503', 'fetch-failed'],
    ['denied', 'invalid response status 403', 'fetch-denied'],
  ] as const)(
    'that the daemon could not fetch is fetched by a step (%s: %s)',
    (kind, message, code) => {
      const found = fetchFailure({ ...byDaemon, kind, message }, packages);
      expect(found).toMatchObject({ diagnostic: { code, span }, causes: ['mirror'] });
    },
  );

  test('that is gone is asked for again', () => {
    const failure = { ...byDaemon, kind: 'missing', message: 'status 404' } as const;
    expect(fetchFailure(failure, packages)?.causes).toEqual(['gone']);
  });

  test.each([
    [exitStatuses.BUSY, 'fetch-failed', 'it is busy or out of order', []],
    [exitStatuses.NO_ANSWER, 'fetch-failed', 'it does not answer as it should', []],
    [exitStatuses.GONE, 'file-gone', 'is gone from', ['gone']],
    [exitStatuses.OTHER_FILE, 'file-gone', 'is gone or was replaced', ['gone']],
  ])('whose step ends with %i: %s', (exitCode, code, words, causes) => {
    const found = fetchFailure({ ...byStep, exitCode }, packages);
    expect(found).toMatchObject({ diagnostic: { code, span }, causes });
    expect(found?.diagnostic.message).toContain(words);
  });
});
