import { expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
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

test('a hash that was replaced on purpose is written where it was', () => {
  const failure = { kind: 'other', message: 'digest mismatch', source, args: [] } as const;
  expect(fetchFailure(failure, work)?.diagnostic.help).toContain(
    'write the new url or hash into grocker.yml',
  );
});
