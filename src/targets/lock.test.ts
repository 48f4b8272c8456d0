import { describe, expect, test } from 'vitest';
import { planPlatform } from '../build/plan-platform.ts';
import { readSpec } from '../project/read-spec.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { replayFacts } from '../facts/recorded-facts.ts';
import { MemoryInputs } from '../inputs/memory-inputs.ts';
import { lockTexts } from './lock.ts';
import { everyPackage } from '../plan/every-package.ts';
import type { Platform } from '../plan/plan.ts';
import { machineOf } from '../python/tag.ts';

const platforms: readonly Platform[] = [
  { os: 'linux', architecture: 'amd64' },
  { os: 'linux', architecture: 'arm64' },
];
const reference = `docker.io/library/debian:trixie-slim@sha256:${'0'.repeat(64)}`;
const definition = 'runtime: trixie/3.13\ndependencies: {run: [libpq5]}\n';
const pyproject = `[build-system]
requires = ["setuptools>=80"]
build-backend = "setuptools.build_meta"

[project]
name = "app"
version = "1.0"
dependencies = ["fast", "plain"]
`;

/** Another hash for each text, as far as a test can tell. */
const hash = (text: string) =>
  Array.from(text, (letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .slice(-64)
    .padStart(64, '0');

const wheel = (name: string, version: string, tags: string) => {
  const file = `${name}-${version}-${tags}.whl`;
  return `[[packages]]\nname = "${name}"\nversion = "${version}"\nwheels = [{ url = "https://files.example/${file}", hashes = { sha256 = "${hash(file)}" } }]\n\n`;
};
const pylock = (...packages: readonly string[]) =>
  `lock-version = "1.0"\ncreated-by = "uv"\n\n${packages.join('')}`;

/** The answer of apt: one package for each stage, of its own architecture. */
function aptAnswer({ architecture }: Platform): string {
  const names = ['python3', 'libpq5', 'gcc'];
  const file = (name: string) => `${name}_1.0_${architecture}.deb`;
  const stages = names.map(
    (name) => `stage\n'https://files.example/${file(name)}' ${file(name)} 100 MD5Sum:0\n`,
  );
  const records = names.map(
    (name) =>
      `Package: ${name}\nVersion: 1.0\nArchitecture: ${architecture}\nFilename: pool/${file(name)}\nSize: 100\nSHA256: ${hash(file(name))}\n`,
  );
  return `${stages.join('')}records\n${records.join('\n')}`;
}

/** Answers like the real services, for the requested platform. */
const world: FactSource = {
  definition: () => Promise.resolve(new SourceText('grocker.yml', definition)),
  files: () => Promise.resolve({ 'pyproject.toml': pyproject }),
  ignoreFile: () => Promise.resolve(null),
  sourceTree: () => Promise.resolve({ links: [], broken: [], environments: [] }),
  baseImage: ({ platform: { architecture } }) =>
    Promise.resolve({ reference, config: JSON.stringify({ architecture }) }),
  systemPackages: ({ platform }) => Promise.resolve(aptAnswer(platform)),
  pythonLock: ({ platform: { architecture } }) => {
    const tags = `cp313-cp313-manylinux_2_28_${machineOf(architecture)}`;
    // A version that has no wheel for the other yet.
    const version = architecture === 'amd64' ? '2.1' : '2.0';
    return Promise.resolve(
      pylock(wheel('fast', version, tags), wheel('plain', '1.0', 'py3-none-any')),
    );
  },
  buildRequirements: () =>
    Promise.resolve(
      JSON.stringify({
        static: ['setuptools>=80'],
        dynamic: [],
        lock: pylock(wheel('setuptools', '80.9.0', 'py3-none-any')),
      }),
    ),
  nativeSource: () => Promise.resolve(null),
  interpreter: () => Promise.reject(new Error('it is known')),
  releaseMetadata: () => Promise.reject(new Error('there is no release')),
  download: () => Promise.reject(new Error('there is no download')),
};

/** The plan of a build with these locks, which asks for the base image's configuration and for nothing else. */
async function lockedPlan(texts: Readonly<Record<string, string>>, platform: Platform) {
  const { architecture } = platform;
  const facts = replayFacts({
    version: 1,
    definition: { name: 'grocker.yml', text: definition },
    answers: [
      {
        kind: 'baseImage',
        question: { reference, platform, aliases: ['debian:trixie-slim'] },
        answer: { reference, config: JSON.stringify({ architecture }) },
      },
      {
        kind: 'files',
        question: { patterns: ['*'] },
        answer: { ...texts, 'pyproject.toml': pyproject },
      },
    ],
  });
  const spec = await readSpec(facts, { target: 'runner', args: {} });
  return (await planPlatform(facts, spec, platform)).plan;
}

describe('locks of two platforms', () => {
  test('are one grocker.lock and one pylock.toml', async () => {
    const texts = await lockTexts(world, { buildArgs: {} }, platforms, planPlatform);
    expect(Object.keys(texts).sort()).toEqual(['grocker.lock', 'pylock.toml']);
    const platformLines = texts['grocker.lock']?.match(/^platform = .*$/gm);
    expect(platformLines).toEqual(['platform = "linux/amd64"', 'platform = "linux/arm64"']);
    expect(texts['pylock.toml']?.match(/^(?:name|version|marker) = .*$/gm)).toEqual([
      'name = "fast"',
      'version = "2.0"',
      `marker = "platform_machine == 'aarch64'"`,
      'name = "fast"',
      'version = "2.1"',
      `marker = "platform_machine == 'x86_64'"`,
      'name = "plain"',
      'version = "1.0"',
    ]);
  });

  test.each(platforms.map((platform) => [platform.architecture, platform] as const))(
    'are enough for a build for %s',
    async (architecture, platform) => {
      const plan = await lockedPlan(
        await lockTexts(world, { buildArgs: {} }, platforms, planPlatform),
        platform,
      );
      const debs = Object.values(plan.system).flatMap(({ files }) => files.map(({ url }) => url));
      expect(debs).toEqual(
        ['python3', 'libpq5', 'gcc'].map(
          (name) => `https://files.example/${name}_1.0_${architecture}.deb`,
        ),
      );
      const files = everyPackage(plan.packages).flatMap((each) =>
        each.kind === 'wheel' ? [each.file] : [],
      );
      const version = architecture === 'amd64' ? '2.1' : '2.0';
      expect(files).toEqual([
        'setuptools-80.9.0-py3-none-any.whl',
        `fast-${version}-cp313-cp313-manylinux_2_28_${machineOf(architecture)}.whl`,
        'plain-1.0-py3-none-any.whl',
      ]);
    },
  );
});

describe('locks of services', () => {
  const files = (directory: string) => ({ [`${directory}/pyproject.toml`]: pyproject });

  test.each([
    ['in another directory have a file there', 'worker', ['worker/pylock.worker.toml']],
    ['in the same directory have none where nothing differs', 'api', []],
  ])('%s', async (_what, project, more) => {
    const source: FactSource = {
      ...world,
      definition: () =>
        Promise.resolve(
          new SourceText(
            'grocker.yml',
            `${definition}project: api\nservices: {worker: {project: ${project}}}\n`,
          ),
        ),
      files: (question) =>
        new MemoryInputs({ ...files('api'), ...files('worker') }).files(question),
    };
    const texts = await lockTexts(source, { buildArgs: {} }, platforms, planPlatform);
    expect(Object.keys(texts).sort()).toEqual(['api/pylock.toml', 'grocker.lock', ...more]);
  });
});
