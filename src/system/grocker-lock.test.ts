import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { GrockerLock, LockedImage } from './grocker-lock.ts';
import { hasControlCharacter } from '../toml/control-characters.ts';
import { readGrockerLock } from './read-grocker-lock.ts';
import { writeGrockerLock } from './write-grocker-lock.ts';

const digest = (digit: string) => digit.repeat(64);

const image: LockedImage = {
  platform: 'linux/amd64',
  base: 'debian:trixie-slim',
  reference: `images.example/library/debian:trixie-slim@sha256:${digest('a')}`,
  python: {
    version: '3.13.5',
    executable: '/usr/bin/python3.13',
    libc: { name: 'glibc', version: '2.41' },
    freeThreaded: false,
  },
  repositories: [
    {
      id: 'nginx',
      line: 'deb https://files.example/debian trixie nginx',
      key: `sha256:${digest('e')}`,
    },
  ],
  stages: {
    interpreter: {
      requested: ['python3'],
      packages: [
        {
          name: 'python3',
          version: '3.13.5-1',
          architecture: 'amd64',
          url: 'https://files.example/pool/python3_3.13.5-1_amd64.deb',
          sha256: digest('1'),
          size: 28004,
        },
        {
          name: 'libexpat1',
          version: '2.7.1-2',
          architecture: 'amd64',
          url: 'https://files.example/pool/libexpat1_2.7.1-2_amd64.deb',
          sha256: digest('2'),
          size: 108556,
        },
      ],
    },
    root: { requested: [], packages: [] },
    compiler: { requested: ['gcc', 'libc6-dev'], packages: [] },
  },
  builds: [
    {
      name: 'mysqlclient',
      source: `sha256:${digest('b')}`,
      requires: ['setuptools>=61', 'wheel; python_version < "3"'],
      dynamic: ['cython'],
      wheels: [
        {
          name: 'setuptools',
          version: '80.9.0',
          file: 'setuptools-80.9.0-py3-none-any.whl',
          url: 'https://files.example/setuptools-80.9.0-py3-none-any.whl',
          sha256: digest('c'),
          size: 1201486,
        },
        {
          name: 'cython',
          version: '3.1.2',
          file: 'cython-3.1.2-py3-none-any.whl',
          url: 'https://files.example/cython-3.1.2-py3-none-any.whl',
          sha256: digest('d'),
        },
      ],
      compiled: [
        {
          name: 'helper',
          url: 'ssh://git@git.example/team/helper.git',
          commit: '5'.repeat(40),
          subdirectory: 'python',
        },
        {
          name: 'docopt',
          version: '0.6.2',
          file: 'docopt-0.6.2.tar.gz',
          url: 'https://files.example/docopt-0.6.2.tar.gz',
          sha256: digest('6'),
          size: 25901,
        },
      ],
    },
    { name: 'app', source: '.', requires: [], dynamic: [], wheels: [], compiled: [] },
  ],
  resolutions: [
    {
      question: `sha256:${digest('f')}`,
      files: [
        {
          name: 'six',
          version: '1.17.0',
          file: 'six-1.17.0.tar.gz',
          url: 'https://files.example/six-1.17.0.tar.gz',
          sha256: digest('9'),
          size: 34031,
        },
      ],
    },
  ],
  downloads: [{ url: 'https://files.example/model.bin', sha256: digest('8') }],
  assets: [
    { from: 'assets' },
    { from: 'node:26', reference: `images.example/library/node:26@sha256:${digest('7')}` },
  ],
};

const written = `# What images are made of besides their Python packages, made by \`grocker lock\`.
# To be committed beside grocker.yml and not to be edited.
lock-version = "1.0"

[[image]]
platform = "linux/amd64"
base = "debian:trixie-slim"
reference = "images.example/library/debian:trixie-slim@sha256:${digest('a')}"

[image.python]
version = "3.13.5"
executable = "/usr/bin/python3.13"
libc = "glibc 2.41"

[[image.repository]]
id = "nginx"
line = "deb https://files.example/debian trixie nginx"
key = "sha256:${digest('e')}"

[image.interpreter]
requested = ["python3"]
packages = [
    { name = "libexpat1", version = "2.7.1-2", architecture = "amd64", size = 108556, sha256 = "${digest('2')}", url = "https://files.example/pool/libexpat1_2.7.1-2_amd64.deb" },
    { name = "python3", version = "3.13.5-1", architecture = "amd64", size = 28004, sha256 = "${digest('1')}", url = "https://files.example/pool/python3_3.13.5-1_amd64.deb" },
]

[image.root]
requested = []
packages = []

[image.compiler]
requested = ["gcc", "libc6-dev"]
packages = []

[[image.build]]
name = "app"
source = "."
requires = []
wheels = []

[[image.build]]
name = "mysqlclient"
source = "sha256:${digest('b')}"
requires = [
    "setuptools>=61",
    "wheel; python_version < \\"3\\"",
]
dynamic = [
    "cython",
]
wheels = [
    { name = "cython", version = "3.1.2", file = "cython-3.1.2-py3-none-any.whl", sha256 = "${digest('d')}", url = "https://files.example/cython-3.1.2-py3-none-any.whl" },
    { name = "setuptools", version = "80.9.0", file = "setuptools-80.9.0-py3-none-any.whl", size = 1201486, sha256 = "${digest('c')}", url = "https://files.example/setuptools-80.9.0-py3-none-any.whl" },
]
compiled = [
    { name = "docopt", version = "0.6.2", file = "docopt-0.6.2.tar.gz", size = 25901, sha256 = "${digest('6')}", url = "https://files.example/docopt-0.6.2.tar.gz" },
    { name = "helper", commit = "${'5'.repeat(40)}", url = "ssh://git@git.example/team/helper.git", subdirectory = "python" },
]

[[image.resolution]]
question = "sha256:${digest('f')}"
files = [
    { name = "six", version = "1.17.0", file = "six-1.17.0.tar.gz", size = 34031, sha256 = "${digest('9')}", url = "https://files.example/six-1.17.0.tar.gz" },
]

[[image.download]]
url = "https://files.example/model.bin"
sha256 = "${digest('8')}"

[[image.asset]]
from = "assets"

[[image.asset]]
from = "node:26"
reference = "images.example/library/node:26@sha256:${digest('7')}"
`;

/** The content without its places. */
function plain(text: string): GrockerLock {
  const { images } = readGrockerLock(new SourceText('grocker.lock', text));
  return JSON.parse(
    JSON.stringify({ images }, (key, value: unknown) => (key === 'span' ? undefined : value)),
  ) as GrockerLock;
}

function sortedImage({ stages, builds, ...rest }: LockedImage): LockedImage {
  const byName = <T extends { readonly name: string }>(items: readonly T[]) =>
    items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...rest,
    stages: {
      ...stages,
      interpreter: { ...stages.interpreter, packages: byName(stages.interpreter.packages) },
    },
    builds: byName(
      builds.map((build) => ({
        ...build,
        wheels: byName(build.wheels),
        compiled: byName(build.compiled),
      })),
    ),
  };
}

describe('grocker.lock', () => {
  test('is written with one package on a line, sorted', () => {
    expect(writeGrockerLock({ images: [image] })).toBe(written);
  });

  test('is read as it was written', () => {
    expect(plain(written)).toEqual({ images: [sortedImage(image)] });
  });

  test('is the same in whatever order its contents come', () => {
    const other: LockedImage = { ...image, platform: 'linux/arm64' };
    const { interpreter } = image.stages;
    const shuffled: LockedImage = {
      ...image,
      stages: {
        ...image.stages,
        interpreter: { ...interpreter, packages: interpreter.packages.toReversed() },
      },
      builds: image.builds
        .map((build) => ({
          ...build,
          wheels: build.wheels.toReversed(),
          compiled: build.compiled.toReversed(),
        }))
        .reverse(),
    };
    expect(writeGrockerLock({ images: [other, shuffled] })).toBe(
      writeGrockerLock({ images: [image, other] }),
    );
  });

  test('keeps every text without control characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !hasControlCharacter(text)),
        (line) => {
          const lock = { images: [{ ...image, repositories: [{ id: 'x', line }] }] };
          const [read] = plain(writeGrockerLock(lock)).images;
          expect(read?.repositories).toEqual([{ id: 'x', line }]);
        },
      ),
    );
  });

  test('has the line of each package, wheel, commit and request', () => {
    const [read] = readGrockerLock(new SourceText('grocker.lock', written)).images;
    const line = (span: { readonly start: { readonly line: number } } | undefined) =>
      written.split('\n')[(span?.start.line ?? 0) - 1];
    expect([
      line(read?.stages.interpreter.packages[1]?.span),
      line(read?.builds[1]?.wheels[0]?.span),
      line(read?.builds[1]?.compiled[1]?.span),
      line(read?.place('compiler', 'requested')),
      line(read?.place('base')),
      line(read?.place('build', 1)),
    ]).toEqual([
      expect.stringContaining('name = "python3"'),
      expect.stringContaining('name = "cython"'),
      expect.stringContaining('name = "helper"'),
      'requested = ["gcc", "libc6-dev"]',
      'base = "debian:trixie-slim"',
      '[[image.build]]',
    ]);
  });
});

describe('a damaged grocker.lock', () => {
  test.each<
    [what: string, from: string | RegExp, to: string, code: string, line: number, words: string]
  >([
    [
      'a file that is not TOML',
      'lock-version = "1.0"',
      'lock-version =',
      'lock-syntax',
      3,
      'is not TOML',
    ],
    ['a merge conflict', '[[image]]', '<<<<<<< HEAD', 'lock-syntax', 5, 'is not TOML'],
    ['of another format', '"1.0"', '"2.0"', 'lock-version', 3, 'lock-version 2.0'],
    [
      'with an image that has no digest',
      `node:26@sha256:${digest('7')}`,
      'node:26',
      'lock-field',
      75,
      'image[0].asset[1].reference must have a digest',
    ],
    ['without a version', 'lock-version = "1.0"', '', 'lock-field', 1, 'lock-version is missing'],
    [
      'without its platform',
      'platform = "linux/amd64"',
      '',
      'lock-field',
      5,
      'image[0].platform is missing',
    ],
    [
      'without a stage',
      /\[image\.root\]\n.*\n.*\n/,
      '',
      'lock-field',
      5,
      'image[0].root is missing',
    ],
    [
      'with an unknown libc',
      'glibc 2.41',
      'uclibc 1',
      'lock-field',
      13,
      'image[0].python.libc must be',
    ],
    ['with a short checksum', digest('1'), '1'.repeat(63), 'lock-field', 24, 'sha256 must be 64'],
    [
      'with a url that is not one',
      'https://files.example/pool/python3',
      'python3',
      'lock-field',
      24,
      'url must be a url',
    ],
    [
      'with a size of text',
      'size = 28004',
      'size = "28004"',
      'lock-field',
      24,
      'size must be a number',
    ],
    [
      'with a negative size',
      'size = 28004',
      'size = -1',
      'lock-field',
      24,
      'size must be a number',
    ],
    [
      'with a path for a file',
      '"cython-3.1.2-py3-none-any.whl"',
      '"../../cython.whl"',
      'lock-field',
      52,
      'file must be the name of a wheel',
    ],
    [
      'with a wheel in place of a source',
      '"docopt-0.6.2.tar.gz"',
      '"docopt-0.6.2-py3-none-any.whl"',
      'lock-field',
      56,
      'file must be the name of a wheel or sdist',
    ],
    [
      'with a branch for a commit',
      '5'.repeat(40),
      'main',
      'lock-field',
      57,
      'commit must be 40 or 64 hexadecimal digits',
    ],
    [
      'with a number for a name',
      'name = "cython"',
      'name = 3',
      'lock-field',
      52,
      'name must be a string',
    ],
    [
      'with a text for a list',
      'requested = ["python3"]',
      'requested = "python3"',
      'lock-field',
      21,
      'must be an array',
    ],
    [
      'with a text among packages',
      'packages = []',
      'packages = ["python3"]',
      'lock-field',
      29,
      'must be a table',
    ],
  ])('%s', (_what, from, to, code, line, words) => {
    const text = written.replace(from, to);
    expect(text).not.toBe(written);
    expect(failure(text)).toEqual([[code, line, expect.stringContaining(words)]]);
  });

  test('reports everything at once', () => {
    const text = written.replaceAll('architecture = "amd64"', 'architecture = 64');
    expect(failure(text).map(([code, line]) => [code, line])).toEqual([
      ['lock-field', 23],
      ['lock-field', 24],
    ]);
  });

  test('always gives a diagnostic', () => {
    const lines = written.split('\n');
    const damage = fc.array(
      fc.tuple(
        fc.nat(lines.length - 1),
        fc.constantFrom('', '[', '= 3', '{ }', 'x = [1]', '"', '[[image.build]]'),
      ),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(damage, (changes) => {
        const text = lines.with(0, '#');
        for (const [at, line] of changes) text[at] = line;
        try {
          readGrockerLock(new SourceText('grocker.lock', text.join('\n')));
        } catch (error) {
          expect(error).toBeInstanceOf(DiagnosticError);
        }
      }),
    );
  });
});

function failure(text: string): [code: string, line: number | undefined, message: string][] {
  try {
    readGrockerLock(new SourceText('grocker.lock', text));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, span, message }) => [code, span?.start.line, message]);
  }
  return [];
}
