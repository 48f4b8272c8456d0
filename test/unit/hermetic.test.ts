import { describe, expect, test } from 'vitest';

import { planPlatform, readSpec } from '../../src/build.ts';
import { graphTargets, planGraph } from '../../src/commands/graph/plan-graph.ts';
import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import { ReplayedFacts } from '../../src/facts/recorded-facts.ts';
import { decode } from '../../src/llb/wire/decode.ts';
import type { LockedImage } from '../../src/system/grocker-lock.ts';
import { writeGrockerLock } from '../../src/system/write-grocker-lock.ts';

const sha256 = (digit: string) => digit.repeat(64);
const platform = { os: 'linux', architecture: 'amd64' } as const;

const deb = (name: string, digit: string) => ({
  name,
  version: '1.0',
  architecture: 'amd64',
  url: `https://files.example/${name}_1.0_amd64.deb`,
  sha256: sha256(digit),
  size: 1000,
});

const wheel = (name: string, digit: string) => ({
  name,
  version: '1.0',
  file: `${name}-1.0-py3-none-any.whl`,
  url: `https://files.example/${name}-1.0-py3-none-any.whl`,
  sha256: sha256(digit),
});

const image: LockedImage = {
  platform: 'linux/amd64',
  base: 'debian:trixie-slim',
  reference: `docker.io/library/debian:trixie-slim@sha256:${sha256('0')}`,
  python: {
    version: '3.13.5',
    executable: '/usr/bin/python3',
    libc: { name: 'glibc', version: '2.41' },
    freeThreaded: false,
  },
  repositories: [],
  stages: {
    interpreter: { requested: ['python3', 'ca-certificates'], packages: [deb('python3', '1')] },
    root: { requested: ['libpq5'], packages: [deb('libpq5', '2')] },
    compiler: { requested: ['build-essential', 'python3-dev'], packages: [deb('gcc', '3')] },
  },
  builds: [
    {
      name: 'speedups',
      source: `sha256:${sha256('a')}`,
      requires: ['setuptools'],
      dynamic: ['cython'],
      wheels: [wheel('setuptools', 'b'), wheel('cython', 'c')],
    },
    {
      name: 'app',
      source: '.',
      requires: ['setuptools>=70'],
      dynamic: [],
      wheels: [wheel('setuptools', 'b')],
    },
  ],
  resolutions: [],
};

const pylock = `lock-version = "1.0"
created-by = "grocker"

[[packages]]
name = "plain"
version = "1.0"
wheels = [{ url = "https://files.example/plain-1.0-py3-none-any.whl", hashes = { sha256 = "${sha256('d')}" } }]

[[packages]]
name = "speedups"
version = "1.0"
sdist = { url = "https://files.example/speedups-1.0.tar.gz", hashes = { sha256 = "${sha256('a')}" } }

[tool.grocker]
requirements = [
    "plain",
    "speedups",
]
`;

const files = {
  'pyproject.toml': `[build-system]
requires = ["setuptools>=70"]
build-backend = "setuptools.build_meta"

[project]
name = "app"
version = "1.0"
dependencies = ["plain", "speedups"]
`,
  'pylock.toml': pylock,
  'grocker.lock': writeGrockerLock({ images: [image] }),
};

const definition = 'runtime: trixie/3.13\ndependencies: {run: [libpq5]}\n';

/** A recording without any answer of apt, an index or a build back end: to ask them is an error. */
function lockedFacts(texts: Readonly<Record<string, string>>, text = definition): ReplayedFacts {
  return new ReplayedFacts({
    version: 1,
    definition: { name: 'grocker.yml', text },
    answers: [
      {
        kind: 'baseImage',
        question: { reference: image.reference, platform, aliases: ['debian:trixie-slim'] },
        answer: { reference: image.reference, config: '{}' },
      },
      { kind: 'files', question: { patterns: Object.keys(texts) }, answer: texts },
    ],
  });
}

async function lockedPlan(texts: Readonly<Record<string, string>>, text?: string) {
  const facts = lockedFacts(texts, text);
  const spec = await readSpec(facts, { target: 'runner', args: {} });
  return (await planPlatform(facts, spec, platform)).plan;
}

describe('a build with both locks', () => {
  test.each(graphTargets)('of %s has no step with a network', async (target) => {
    const { def } = planGraph(await lockedPlan(files), target, 'example/frontend');
    const steps = def.flatMap((bytes) => decode('Op', bytes).exec ?? []);
    // The sandbox is the default and not written.
    const networks = steps.map(({ network }) => network ?? 'UNSET');
    expect(networks.length).toBeGreaterThan(1);
    expect(new Set(networks)).toEqual(new Set(['NONE']));
  });

  test('has no secret, no cache mount, and every source pinned', async () => {
    const { def } = planGraph(await lockedPlan(files), 'runner', 'example/frontend');
    const ops = def.map((bytes) => decode('Op', bytes));
    const mounts = ops.flatMap(({ exec }) => exec?.mounts ?? []);
    expect(mounts.filter(({ secretOpt, cacheOpt }) => secretOpt ?? cacheOpt)).toEqual([]);
    const sources = ops.flatMap(({ source }) => source ?? []);
    const unpinned = sources.filter(
      ({ identifier = '', attrs = {} }) =>
        !identifier.includes('@sha256:') && attrs['http.checksum'] === undefined,
    );
    // The tools are named by the daemon, with their digest; the context is the user's own.
    expect(unpinned.map(({ identifier }) => identifier)).toEqual(
      expect.arrayContaining(['docker-image://docker.io/example/frontend:latest']),
    );
    expect(
      unpinned
        .map(({ identifier }) => identifier)
        .filter(
          (identifier) => !/^(local:\/\/context|docker-image:.*\/frontend)/.test(identifier ?? ''),
        ),
    ).toEqual([]);
    expect(
      sources
        .map(({ attrs }) => attrs?.['http.checksum'])
        .filter((checksum) => checksum !== undefined)
        .sort(),
    ).toEqual(['1', '2', '3', 'a', 'b', 'c', 'd'].map((digit) => `sha256:${sha256(digit)}`));
  });

  test.each<[what: string, texts: Readonly<Record<string, string>>, text: string, stale: string]>([
    [
      'a system package more',
      files,
      'runtime: trixie/3.13\ndependencies: {run: [libpq5, curl]}\n',
      'grocker.lock:',
    ],
    [
      'a requirement more',
      {
        ...files,
        'pyproject.toml': files['pyproject.toml'].replace('"speedups"]', '"speedups", "more"]'),
      },
      definition,
      'pylock.toml:',
    ],
    [
      'another build requirement',
      { ...files, 'pyproject.toml': files['pyproject.toml'].replace('>=70', '>=71') },
      definition,
      'grocker.lock:',
    ],
    [
      'another sdist',
      { ...files, 'pylock.toml': pylock.replace(sha256('a'), sha256('e')) },
      definition,
      'grocker.lock:',
    ],
  ])('is refused with %s, at a line of the lock', async (_what, texts, text, stale) => {
    const failure: unknown = await lockedPlan(texts, text).catch((error: unknown) => error);
    const [diagnostic] = failure instanceof DiagnosticError ? failure.diagnostics : [];
    expect([diagnostic?.code, `${diagnostic?.span?.file ?? ''}:`, diagnostic?.help]).toEqual([
      'lock-stale',
      stale,
      'run `grocker lock` and commit what it writes',
    ]);
    expect(diagnostic?.span?.start.line).toBeGreaterThan(1);
  });
});
