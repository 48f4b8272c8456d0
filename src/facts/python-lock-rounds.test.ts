import { expect, test } from 'vitest';

import { builtFirst } from './built-first.ts';
import { resolveInRounds, type KnownRequest } from './python-lock-rounds.ts';

const request: KnownRequest = {
  ...{ requirements: ['made==1.0'], foreign: false, constraints: '', extras: [], groups: [] },
  ...{ index: { extra: [] }, noBinary: [], onlyBinary: [], findLinks: [] },
  ...{ onlyThese: false, noIndex: false, prereleases: false },
};
const sha = 'a'.repeat(64);
const lock = `lock-version = "1.0"\ncreated-by = "uv"\n\n[[packages]]\nname = "made"\nversion = "1.0"\nsdist = { url = "https://files.example/made-1.0.tar.gz", hashes = { sha256 = "${sha}" } }\n`;
const unknown = `metadata\n["made==1.0"]\n${lock}`;

/** The answer where uv takes what the build of `made` says of it, and how often it was asked. */
async function resolved(
  metadata: string,
  { takes = true, first = unknown, python = '3.13.5', assumed = [] as string[] } = {},
) {
  let rounds = 0;
  const answer = await resolveInRounds(
    {
      resolve: ({ metadata: known }) => {
        rounds += 1;
        return Promise.resolve(known.length > 0 && takes ? lock : first);
      },
      metadata: () => Promise.resolve(metadata),
      assuming: (given) => void assumed.push(given),
    },
    request,
    undefined,
    { network: [], python },
  );
  return { answer, rounds };
}

const metadata = (name: string, version: string, ...more: readonly string[]) =>
  JSON.stringify({
    metadata: ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, ...more, ''].join(
      '\n',
    ),
  });
const requiring = metadata('made', '1.0', 'Requires-Dist: six');

test.each([
  ['Made', '1.0'],
  ['made', '1'],
  ['made', '1.0+local'],
])('a source whose metadata says %s %s is pinned as 1.0', async (name, version) => {
  const stated = metadata(name, version, 'Requires-Dist: six');
  expect(await resolved(stated)).toEqual({ answer: lock, rounds: 2 });
});

test.each([
  ['nothing', [], '3.13.5'],
  ['an older Python or newer', ['Requires-Python: >=3.6, !=3.7.*'], '3.13.5'],
])('a source that requires %s is resolved by one round', async (_, more, python) => {
  const stated = metadata('made', '1.0', ...more);
  expect(await resolved(stated, { python })).toEqual({ answer: lock, rounds: 1 });
});

test.each([
  ['another Python', 'Requires-Python: <3.13', '3.13.5'],
  ['a patch of the Python', 'Requires-Python: >=3.13.1', '3.13'],
])('a source that requires %s is resolved by another round', async (_, more, python) => {
  const stated = metadata('made', '1.0', more);
  expect(await resolved(stated, { python })).toEqual({ answer: lock, rounds: 2 });
});

test('the version of a url is not assumed', async () => {
  const url = 'https://files.example/made-1.0.tar.gz';
  const atUrl = lock.replace(/version = "1.0"\nsdist = .*/, (text) =>
    text.includes('sdist') ? `archive = { url = "${url}", hashes = { sha256 = "${sha}" } }` : text,
  );
  const first = `metadata\n["made"]\n${atUrl}`;
  expect(await resolved(metadata('made', '1.0'), { first })).toEqual({ answer: lock, rounds: 2 });
});

test.each([['other==1.0'], ['made==2.0']])(
  '%s, which the lock does not have, is not built',
  async (tried) => {
    const first = `metadata\n["${tried}"]\n${lock}`;
    expect(await resolved('no answer', { first })).toEqual({ answer: lock, rounds: 1 });
  },
);

test.each([
  ['other', '1.0'],
  ['made', '2.0'],
  ['made', '1.0rc1'],
])('a source whose metadata says %s %s is an error at once', async (name, version) => {
  const { answer, rounds } = await resolved(metadata(name, version));
  expect(answer).toBe(
    `error\nFailed to build \`made==1.0\`\n  cause: its build makes ${name} ${version}, which is not what was requested`,
  );
  expect(rounds).toBe(1);
});

test('a source is queried once, even if its answer is not used', async () => {
  const { answer, rounds } = await resolved(requiring, { takes: false });
  expect(answer).toContain('Failed to build `made==1.0`');
  expect(rounds).toBe(2);
});

test('a source whose back end has to be built first is the answer', async () => {
  const { answer } = await resolved('{"static": ["tool"], "dynamic": null}');
  expect(answer).toBe(
    builtFirst({
      ...{ kind: 'compile', name: 'made', version: '1.0', stage: 'interpreter' },
      origin: {
        ...{ from: 'url', url: 'https://files.example/made-1.0.tar.gz', sha256: sha },
        file: 'made-1.0.tar.gz',
      },
      ...{ envs: [], configSettings: [] },
    }),
  );
});

test('an answer of a step that is not its own is refused', async () => {
  await expect(resolved('{"metadata": ["Name: made"]}')).rejects.toThrow('answered something else');
});

test('the lock that a round assumes is told while the metadata is read', async () => {
  const assumed: string[] = [];
  await resolved(requiring, { assumed });
  expect(assumed).toEqual([lock]);
});
