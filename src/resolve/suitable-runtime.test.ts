import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import type { FactSource, ReleaseQuestion } from '../facts/fact-source.ts';
import type { ProjectFiles } from '../project/project.ts';
import { withSuitableRuntime } from './suitable-runtime.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;
const nothing: ProjectFiles = { locks: [], texts: {}, constraints: '', ownPylocks: [] };

const release = (facts: object) =>
  JSON.stringify({
    version: '1.0',
    accepted: ['3.13', '3.11'],
    classifiers: [],
    files: ['app-1.0-py3-none-any.whl'],
    uploaded: '2026-11-01T00:00:00+00:00',
    ...facts,
  });

/** Answers as an engine would, and keeps what the index was asked. */
function index(answer: string) {
  const asked: ReleaseQuestion[] = [];
  const never = () => Promise.reject(new Error('asked for what does not matter'));
  const source: FactSource = {
    definition: never,
    files: never,
    ignoreFile: never,
    sourceTree: never,
    pythonLock: never,
    buildRequirements: never,
    nativeSource: never,
    interpreter: never,
    baseImage: ({ reference }) => Promise.resolve({ reference, config: '{}' }),
    systemPackages: () => Promise.resolve(''),
    download: () => Promise.reject(new Error('there is no download')),
    releaseMetadata: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  };
  return { source, asked };
}

async function choose(text: string, answer = '', files: Partial<ProjectFiles> = {}) {
  const { spec } = parseSpec(new SourceText('grocker.yml', text));
  if (spec === undefined) throw new Error('the definition has mistakes');
  const { source, asked } = index(answer);
  const found = await withSuitableRuntime(source, spec, platform, { ...nothing, ...files });
  return {
    runtime: found.spec.runtime.name,
    image: found.spec.runtime.image,
    remarks: found.remarks.map(({ code, message, span }) => [code, message, span?.start.line]),
    asked,
  };
}

describe('withSuitableRuntime', () => {
  it('queries the release, first for Pythons of small images', async () => {
    const text =
      'exclude_newer: 2026-11-01\nrelease: app[a]==1.0\nindex: {extra: [https://index.example/simple]}\n';
    expect(await choose(text, release({}))).toEqual({
      runtime: 'trixie/3.13',
      image: 'debian:trixie-slim',
      remarks: [
        ['chosen-runtime', 'runtime trixie/3.13: the newest Python that suits app 1.0', undefined],
      ],
      asked: [
        {
          requirement: 'app[a]==1.0',
          pythons: [
            ['3.13', '3.11'],
            ['3.14', '3.12'],
          ],
          index: { extra: ['https://index.example/simple'], excludeNewer: '2026-11-01' },
        },
      ],
    });
  });

  it.each<[string, object, string, string[]]>([
    [
      'its wheels',
      { files: ['app-1.0-cp311-cp311-manylinux_2_28_x86_64.whl'] },
      'bookworm/3.11',
      ['chosen-runtime'],
    ],
    [
      'its day, with a warning',
      { uploaded: '2016-07-08T00:00:00+00:00' },
      'bookworm/3.11',
      ['chosen-runtime', 'runtime-out-of-time'],
    ],
    [
      'a Python that only a larger image has',
      { accepted: ['3.14'] },
      'trixie/3.14',
      ['chosen-runtime'],
    ],
    ['no day', { uploaded: null }, 'trixie/3.13', ['chosen-runtime']],
  ])('follows %s', async (_, facts, runtime, codes) => {
    const chosen = await choose('release: app==1.0\n', release(facts));
    expect([chosen.runtime, chosen.remarks.map(([code]) => code)]).toEqual([runtime, codes]);
  });

  it('uses a runtime of the file with the right name', async () => {
    const text =
      'release: app==1.0\nruntimes:\n  bookworm/3.11: {image: registry.example/python:11}\n';
    const old = { files: ['app-1.0-cp311-cp311-manylinux_2_28_x86_64.whl'] };
    const chosen = await choose(text, release(old));
    expect([chosen.runtime, chosen.image]).toEqual(['bookworm/3.11', 'registry.example/python:11']);
  });

  it('has its warning at the release', async () => {
    const old = release({ uploaded: '2016-07-08T00:00:00+00:00' });
    const { remarks } = await choose('cmd: [a]\nrelease: app==1.0\n', old);
    expect(remarks[1]?.[2]).toBe(2);
  });

  it('takes the tags of a wheel, without a query', async () => {
    expect(await choose('release: app-1.0-cp311-cp311-linux_x86_64.whl\n')).toEqual({
      runtime: 'bookworm/3.11',
      image: 'debian:bookworm-slim',
      remarks: [
        [
          'chosen-runtime',
          'runtime bookworm/3.11: the newest Python that app 1.0 has wheels for',
          undefined,
        ],
      ],
      asked: [],
    });
  });

  const lock = `lock-version = "1.0"

[[image]]
platform = "linux/amd64"
base = "debian:bookworm-slim"
reference = "docker.io/library/debian:bookworm-slim@sha256:${'0'.repeat(64)}"

[image.python]
version = "3.11.2"
executable = "/usr/bin/python3"
libc = "glibc 2.36"

[image.interpreter]
requested = []
packages = []

[image.root]
requested = []
packages = []

[image.compiler]
requested = []
packages = []
`;

  it.each<[string, string, string, Partial<ProjectFiles>, string]>([
    ['a runtime that is named', 'release: app==1.0\nruntime: trixie/3.12\n', '', {}, 'trixie/3.12'],
    [
      'a default that is described',
      'release: app==1.0\nruntimes: {trixie/3.13: {image: mine}}\n',
      '',
      {},
      'trixie/3.13',
    ],
    ['a project', 'project: .\n', '', {}, 'trixie/3.13'],
    [
      'a lock',
      'release: app==1.0\nlock: pylock.toml\n',
      '',
      { locks: [new SourceText('pylock.toml', '')] },
      'trixie/3.13',
    ],
    [
      'a system lock, which knows the image',
      'release: app==1.0\n',
      '',
      { texts: { 'grocker.lock': lock } },
      'bookworm/3.11',
    ],
    ['a release that cannot be found', 'release: app==1.0\n', 'error\nno app', {}, 'trixie/3.13'],
  ])('keeps %s', async (_, text, answer, files, runtime) => {
    const chosen = await choose(text, answer, files);
    expect([chosen.runtime, chosen.remarks]).toEqual([runtime, []]);
  });
});
