import { expect, test } from 'vitest';

import { planGraph } from '../commands/graph/plan-graph.ts';
import { replayFacts } from '../facts/recorded-facts.ts';
import { definitionToJson } from '../llb/llb.ts';
import { decode } from '../llb/wire/decode.ts';
import { planOf } from '../../test/support/example.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;
const sha256 = (digit: string) => digit.repeat(64);
const repository = 'https://files.example/alpine/v3.22/main/x86_64';

const wheel = (tag: string, digit: string) => `
[[packages.wheels]]
name = "quick-1.0-cp313-cp313-${tag}.whl"
url = "https://files.example/quick-1.0-cp313-cp313-${tag}.whl"
hashes = { sha256 = "${sha256(digit)}" }
`;

const pylock = `lock-version = "1.0"
created-by = "hand"
requires-python = ">=3.9"

[[packages]]
name = "quick"
version = "1.0"
${wheel('manylinux_2_17_x86_64', '1')}${wheel('musllinux_1_2_x86_64', '2')}${wheel('musllinux_1_3_x86_64', '3')}`;

const files = {
  'pylock.toml': pylock,
  'pyproject.toml': '[project]\nname = "app"\nversion = "1"\ndependencies = ["quick"]\n',
};

const answer = `stage
stage
libpq 17.6-r0 x86_64 ${sha256('4')} 1000 ${repository}/libpq-17.6-r0.apk
stage
libpq 17.6-r0 x86_64 ${sha256('4')} 1000 ${repository}/libpq-17.6-r0.apk
gcc 14.2.0-r6 x86_64 ${sha256('5')} 2000 ${repository}/gcc-14.2.0-r6.apk
build-base 0.5-r3 x86_64 ${sha256('6')} 3000 ${repository}/build-base-0.5-r3.apk
`;

const facts = replayFacts({
  version: 1,
  definition: {
    name: 'grocker.yml',
    text: 'runtime: alpine/3.13\nlock: pylock.toml\ndependencies: {run: [libpq]}\nentrypoint_name: app\n',
  },
  answers: [
    { kind: 'files', question: { patterns: Object.keys(files) }, answer: files },
    {
      kind: 'baseImage',
      question: { reference: 'python:3.13-alpine', platform },
      answer: {
        reference: `docker.io/library/python:3.13-alpine@sha256:${sha256('0')}`,
        config: '{"config":{"Env":["PYTHON_VERSION=3.13.9"]}}',
      },
    },
    {
      kind: 'systemPackages',
      question: {
        platform,
        base: `docker.io/library/python:3.13-alpine@sha256:${sha256('0')}`,
        repositories: [],
        family: 'alpine',
        lists: [[], ['libpq'], ['build-base']],
      },
      answer,
    },
  ],
});

test('an image on Alpine has wheels for its musl, and packages of apk', async () => {
  const { packages, python, base, system } = await planOf(facts);
  expect([base.family, python]).toEqual([
    'alpine',
    {
      executable: '/usr/local/bin/python3',
      version: '3.13.9',
      libc: { name: 'musl', version: '1.2' },
    },
  ]);
  expect(packages.flatMap((each) => (each.kind === 'wheel' ? [each.file] : []))).toEqual([
    'quick-1.0-cp313-cp313-musllinux_1_2_x86_64.whl',
  ]);
  expect(Object.values(system).map((stage) => stage.files.map(({ name }) => name))).toEqual([
    [],
    ['libpq'],
    ['build-base', 'gcc'],
  ]);
});

test('its stages install the files that are pinned, without a network', async () => {
  const { def } = planGraph(await planOf(facts), 'compiler', 'example/frontend');
  const ops = def.map((bytes) => decode('Op', bytes));
  const installs = ops
    .flatMap(({ exec }) => exec ?? [])
    .filter(({ meta }) => meta?.args?.some((word) => word.endsWith('apk-install.sh')));
  expect(
    installs.map(({ meta, network, mounts = [] }) => ({
      args: meta?.args?.slice(2),
      network,
      packages: mounts.flatMap(({ dest = '' }) => /packages\/(.*)$/.exec(dest)?.[1] ?? []),
    })),
  ).toEqual([
    { args: ['315532800', 'libpq'], network: 'NONE', packages: ['libpq-17.6-r0.apk'] },
    {
      args: ['315532800', 'build-base'],
      network: 'NONE',
      packages: ['build-base-0.5-r3.apk', 'gcc-14.2.0-r6.apk'],
    },
  ]);
  const sources = ops.flatMap(({ source }) => source?.attrs?.['http.checksum'] ?? []);
  expect(sources.sort()).toEqual(['4', '5', '6'].map((digit) => `sha256:${sha256(digit)}`));
});

test('its graph is the recorded one', async () => {
  const definition = planGraph(await planOf(facts), 'runner', 'example/frontend');
  const text = `${JSON.stringify(definitionToJson(definition), null, 2)}\n`;
  // Recorded with `npx vitest run --project unit src/graph/alpine-plan.test.ts -u`.
  await expect(text).toMatchFileSnapshot('alpine-plan.llb.json');
});
