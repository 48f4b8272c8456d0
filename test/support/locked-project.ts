import type { LockedImage } from '../../src/system/grocker-lock.ts';
import { writeGrockerLock } from '../../src/system/write-grocker-lock.ts';
import { bareImage } from './read-image.ts';

/** One digit for each file. */
export const sha256 = (digit: string) => digit.repeat(64);
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

/** The pins of grocker.lock for the project. */
export const lockedImage: LockedImage = {
  ...bareImage,
  reference: `docker.io/library/debian:trixie-slim@sha256:${sha256('0')}`,
  stages: {
    interpreter: { requested: ['python3'], packages: [deb('python3', '1')] },
    root: { requested: ['ca-certificates', 'libpq5'], packages: [deb('libpq5', '2')] },
    compiler: { requested: ['build-essential', 'python3-dev'], packages: [deb('gcc', '3')] },
  },
  builds: [
    {
      name: 'speedups',
      source: `sha256:${sha256('a')}`,
      requires: ['setuptools'],
      dynamic: ['cython'],
      wheels: [wheel('setuptools', 'b'), wheel('cython', 'c')],
      compiled: [
        {
          name: 'docopt',
          version: '0.6.2',
          file: 'docopt-0.6.2.tar.gz',
          url: 'https://files.example/docopt-0.6.2.tar.gz',
          sha256: sha256('4'),
        },
      ],
    },
    {
      name: 'docopt',
      source: `sha256:${sha256('4')}`,
      requires: ['setuptools>=40.8.0'],
      dynamic: [],
      wheels: [wheel('setuptools', 'b')],
      compiled: [],
    },
    {
      name: 'app',
      source: '.',
      requires: ['setuptools>=70'],
      dynamic: [],
      wheels: [wheel('setuptools', 'b')],
      compiled: [],
    },
  ],
};

export const pylock = `lock-version = "1.0"
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

/** A project with both locks; one of its two dependencies has to be compiled. */
export const lockedProject = {
  'pyproject.toml': `[build-system]
requires = ["setuptools>=70"]
build-backend = "setuptools.build_meta"

[project]
name = "app"
version = "1.0"
dependencies = ["plain", "speedups"]
`,
  'pylock.toml': pylock,
  'grocker.lock': writeGrockerLock({ images: [lockedImage] }),
};

export const lockedDefinition = 'runtime: trixie/3.13\ndependencies: {run: [libpq5]}\n';
