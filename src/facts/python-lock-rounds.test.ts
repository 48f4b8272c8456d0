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
const unknown = `metadata\n["made"]\n${lock}`;

/** The answer where uv takes what the build of `made` says of it, and how often it was asked. */
async function resolved(metadata: string, takes = true) {
  let rounds = 0;
  const answer = await resolveInRounds(
    {
      resolve: ({ metadata: known }) => {
        rounds += 1;
        return Promise.resolve(known.length > 0 && takes ? lock : unknown);
      },
      metadata: () => Promise.resolve(metadata),
    },
    request,
    undefined,
    [],
  );
  return { answer, rounds };
}

const metadata = (name: string, version: string) =>
  JSON.stringify({ metadata: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n` });

test.each([
  ['Made', '1.0'],
  ['made', '1'],
  ['made', '1.0+local'],
])('a source whose metadata says %s %s is pinned as 1.0', async (name, version) => {
  expect(await resolved(metadata(name, version))).toEqual({ answer: lock, rounds: 2 });
});

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
  const { answer, rounds } = await resolved(metadata('made', '1.0'), false);
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
