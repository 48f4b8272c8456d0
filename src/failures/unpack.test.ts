import { expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { unpackFailure } from './unpack.ts';

const spec = specOf(`release: app==1
fetch:
  - {url: "https://files.example/words.zip", sha256: ${'a'.repeat(64)}, unpack: true}
`);
const failure = (name: string, exitCode: number) => ({
  kind: 'process' as const,
  message: 'exit code',
  exitCode,
  args: [
    '/usr/bin/python3',
    '/run/grocker/steps/unpack_zip.py',
    JSON.stringify({ archive: `/run/grocker/archive/${name}`, out: '/unpacked' }),
  ],
});

test.each([
  [2, 'damaged'],
  [3, 'leads out of the archive'],
])('exit status %i is reported at the url', (exitCode, words) => {
  const found = unpackFailure(failure('words.zip', exitCode), spec);
  expect(found?.diagnostic).toMatchObject({ code: 'file-source', span: { start: { line: 3 } } });
  expect(found?.diagnostic.message).toContain(words);
});

test('another step is not explained', () => {
  expect(unpackFailure(failure('other.zip', 2), spec)).toBeUndefined();
});
