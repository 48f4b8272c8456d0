import { describe, expect, test } from 'vitest';
import { readImage } from '../../test/support/read-image.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import type { LockedBuild, ReadImage } from '../system/grocker-lock.ts';
import { writeGrockerLock } from '../system/write-grocker-lock.ts';
import { everyPackage } from './every-package.ts';
import type { PlannedCompile, PlannedPackage } from './plan.ts';
import { withLockedBuilds } from './with-locked-builds.ts';

const sha256 = (digit: string) => digit.repeat(64);
const commit = 'c'.repeat(40);

const wheel: LockedBuild['wheels'][number] = {
  name: 'setuptools',
  version: '80.9.0',
  file: 'setuptools-80.9.0-py3-none-any.whl',
  url: 'https://files.example/setuptools-80.9.0-py3-none-any.whl',
  sha256: sha256('b'),
  size: 1201486,
};

const builds: readonly LockedBuild[] = [
  {
    name: 'speedups',
    source: `sha256:${sha256('a')}`,
    requires: ['setuptools'],
    dynamic: [],
    wheels: [wheel],
    compiled: [],
  },
  {
    name: 'app',
    source: '.',
    requires: ['setuptools>=70'],
    dynamic: [],
    wheels: [wheel],
    compiled: [],
  },
  {
    name: 'tool',
    source: `git:${commit}#subdirectory=python`,
    requires: [],
    dynamic: [],
    wheels: [],
    compiled: [],
  },
];

const read = (builds: readonly LockedBuild[]): ReadImage => readImage({ builds });

function specOf(text: string) {
  const { spec } = parseSpec(new SourceText('grocker.yml', text));
  if (spec === undefined) throw new Error('it is not valid');
  return spec;
}

const compiled = (
  name: string,
  version: string | null,
  origin: PlannedCompile['origin'],
): PlannedCompile => ({
  kind: 'compile',
  name,
  version,
  role: 'dependency',
  stage: 'compiler',
  origin,
  envs: [],
  configSettings: [],
});

const sdist = compiled('speedups', '1.0', {
  from: 'url',
  url: 'https://files.example/speedups-1.0.tar.gz',
  file: 'speedups-1.0.tar.gz',
  sha256: sha256('a'),
});
const application = compiled('app', '1.0', { from: 'context', path: '.', exclude: [] });
const repository = compiled('tool', null, {
  from: 'git',
  url: 'https://git.example/tool.git',
  commit,
  subdirectory: 'python',
});
const ready: PlannedPackage = {
  kind: 'wheel',
  name: 'plain',
  version: '1.0',
  role: 'dependency',
  file: 'plain-1.0-py3-none-any.whl',
  origin: { from: 'url', url: 'https://files.example/plain.whl', sha256: sha256('d') },
};

const declared = new Map([['.', ['setuptools>=70']]]);
const plain = specOf('');

function refusal(packages: readonly PlannedPackage[], image: ReadImage, now = declared) {
  try {
    withLockedBuilds(plain, { packages }, image, now);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  throw new Error('it was not refused');
}

/** The line of the lock that holds a text. */
function lineOf(image: ReadImage, text: string): number {
  const lock = writeGrockerLock({ images: [image] });
  return lock.split('\n').findIndex((line) => line.includes(text)) + 1;
}

describe('packages that are compiled with a lock', () => {
  test('an sdist, a directory and a repository get the wheels that they are built with', () => {
    const given = { packages: [sdist, application, repository, ready] };
    const { packages } = withLockedBuilds(plain, given, read(builds), declared);
    const requirements = [
      {
        kind: 'wheel',
        name: 'setuptools',
        version: '80.9.0',
        role: 'dependency',
        file: wheel.file,
        origin: { from: 'url', url: wheel.url, sha256: wheel.sha256, size: wheel.size },
        span: expect.objectContaining({ file: 'grocker.lock' }) as unknown,
      },
    ];
    expect(packages).toEqual([
      { ...sdist, requirements },
      { ...application, requirements },
      { ...repository, requirements: [] },
      ready,
    ]);
  });

  test('index.mirrors applies to them', () => {
    const spec = specOf(
      'index: {mirrors: {https://files.example/: https://mirror.example/files/}}\n',
    );
    const { packages } = withLockedBuilds(spec, { packages: [sdist] }, read(builds), declared);
    expect(packages.flatMap(({ requirements = [] }) => requirements)).toEqual([
      expect.objectContaining({
        origin: {
          from: 'url',
          url: 'https://mirror.example/files/setuptools-80.9.0-py3-none-any.whl',
          sha256: wheel.sha256,
          size: wheel.size,
        },
      }),
    ]);
  });

  describe('a build with a compiled requirement', () => {
    const archive = {
      name: 'docopt',
      version: '0.6.2',
      file: 'docopt-0.6.2.tar.gz',
      url: 'https://files.example/docopt-0.6.2.tar.gz',
      sha256: sha256('e'),
    };
    const fork = {
      name: 'helper',
      url: 'https://files.example/helper.git',
      commit,
      subdirectory: 'a',
    };
    const build = (
      name: string,
      source: string,
      compiled: LockedBuild['compiled'],
    ): LockedBuild => ({ name, source, requires: [], dynamic: [], wheels: [wheel], compiled });
    const forkBuild = build('helper', `git:${commit}#subdirectory=a`, [archive]);
    const archiveBuild = build('docopt', `sha256:${sha256('e')}`, []);
    const needing = (...compiled: LockedBuild['compiled']) => build('app', '.', compiled);

    test('is planned once, with its own requirements', () => {
      const spec = specOf(
        [
          'index: {mirrors: {https://files.example/: https://mirror.example/files/}}',
          'compile: {helper: {envs: {FAST: "1"}}}',
          '',
        ].join('\n'),
      );
      const image = read([needing(archive, fork), forkBuild, archiveBuild]);
      const { packages } = withLockedBuilds(spec, { packages: [application] }, image, new Map());
      const [planned] = packages;
      expect(everyPackage(packages).map(({ name }) => name)).toEqual([
        ...['app', 'setuptools', 'docopt', 'setuptools', 'helper', 'setuptools', 'docopt'],
        'setuptools',
      ]);
      const [, docopt, helper] = planned?.requirements ?? [];
      expect(docopt).toMatchObject({
        kind: 'compile',
        version: '0.6.2',
        stage: 'compiler',
        origin: {
          from: 'url',
          file: 'docopt-0.6.2.tar.gz',
          url: 'https://mirror.example/files/docopt-0.6.2.tar.gz',
        },
      });
      expect(helper).toMatchObject({
        kind: 'compile',
        version: null,
        envs: [{ name: 'FAST', value: '1' }],
        origin: { from: 'git', url: 'https://mirror.example/files/helper.git', subdirectory: 'a' },
      });
    });

    test('is an error if the lock has no build of it', () => {
      const image = read([needing(fork), forkBuild]);
      const [found] = refusal([application], image, new Map());
      expect(found).toMatchObject({
        code: 'lock-stale',
        message: 'grocker.lock does not have the build requirements of docopt 0.6.2',
      });
      expect(found?.related?.[0]?.span.start.line).toBe(lineOf(image, 'docopt-0.6.2.tar.gz'));
    });

    test('is one error if it needs itself', () => {
      const image = read([needing(fork), { ...forkBuild, compiled: [fork, fork] }]);
      expect(refusal([application], image, new Map()).map(({ message }) => message)).toEqual(
        Array.from(
          { length: 2 },
          () =>
            'helper is among its own build requirements, or is the last of more than 16 builds in a row',
        ),
      );
    });

    test('is an error if the chain of builds is too long', () => {
      const commits = Array.from({ length: 5000 }, (_, at) => at.toString(16).padStart(40, '0'));
      const row = commits.map((each, at) =>
        build(
          'helper',
          `git:${each}#subdirectory=a`,
          commits.slice(at + 1, at + 2).map((next) => ({ ...fork, commit: next })),
        ),
      );
      const first = { ...fork, commit: commits[0] ?? '' };
      const image = read([needing(first), ...row]);
      expect(refusal([application], image, new Map())).toHaveLength(1);
    });
  });

  test.each<[what: string, planned: PlannedCompile, message: string]>([
    [
      'another sdist of the same version',
      { ...sdist, origin: { ...sdist.origin, sha256: sha256('e') } as PlannedCompile['origin'] },
      'grocker.lock does not have the build requirements of speedups 1.0',
    ],
    [
      'another commit',
      {
        ...repository,
        origin: { ...repository.origin, commit: 'd'.repeat(40) } as PlannedCompile['origin'],
      },
      'grocker.lock does not have the build requirements of tool',
    ],
    [
      'another directory of the same repository',
      {
        ...repository,
        origin: { ...repository.origin, subdirectory: 'other' },
      },
      'grocker.lock does not have the build requirements of tool',
    ],
    [
      'the same source under another name',
      { ...application, name: 'api' },
      'grocker.lock does not have the build requirements of api 1.0',
    ],
  ])('%s differs from the locked one', (_what, planned, message) => {
    const image = read(builds);
    expect(refusal([planned], image)).toEqual([
      {
        code: 'lock-stale',
        severity: 'error',
        message,
        span: image.place(),
        help: 'Run `grocker lock` and commit what it writes.',
      },
    ]);
  });

  test('a changed build-system.requires is an error at its line', () => {
    const image = read(builds);
    // The list begins in the line above its one item.
    const found = refusal([application], image, new Map([['.', ['hatchling', 'hatch-vcs']]]));
    expect(found).toEqual([
      expect.objectContaining({
        code: 'lock-stale',
        message:
          'grocker.lock was made for other build requirements of app: now hatchling, hatch-vcs',
      }),
    ]);
    expect(found[0]?.span?.start.line).toBe(lineOf(image, 'setuptools>=70') - 1);
    expect(refusal([application], image, new Map([['.', []]]))[0]?.message).toMatch(/now nothing$/);
  });

  test('the order of build-system.requires does not matter; a directory without it is fine', () => {
    const two = builds.map((build) => ({ ...build, requires: ['a', 'b'] }));
    const given = { packages: [application] };
    const accepted = (now: ReadonlyMap<string, readonly string[]>) =>
      withLockedBuilds(plain, given, read(two), now).packages.length;
    expect(accepted(new Map([['.', ['b', 'a']]]))).toBe(1);
    expect(accepted(new Map())).toBe(1);
  });

  test('every unlocked package is reported, with its cause', () => {
    const span = { file: 'uv.lock', start: { line: 7, column: 1 }, end: { line: 9, column: 2 } };
    const found = refusal([{ ...sdist, span }, repository], read([]));
    expect(found.map(({ message, related }) => [message, related])).toEqual([
      [
        'grocker.lock does not have the build requirements of speedups 1.0',
        [{ message: 'installed because of this', span }],
      ],
      ['grocker.lock does not have the build requirements of tool', undefined],
    ]);
  });
});
