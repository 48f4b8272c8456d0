import { expect, it } from 'vitest';
import { buildxArguments } from './buildx-arguments.ts';
import type { BuildxRun } from './buildx-arguments.ts';

const run: BuildxRun = {
  definition: 'app/grocker.yml',
  context: 'app',
  frontend: 'org/grocker-frontend',
  names: ['app:1', 'app:1-9'],
  result: 'load',
  secrets: [],
  cache: true,
  pull: false,
  passed: new Map(),
};

const start = [
  'buildx',
  'build',
  '--file',
  'app/grocker.yml',
  '--build-arg',
  'BUILDKIT_SYNTAX=org/grocker-frontend',
];
const names = ['--tag', 'app:1', '--tag', 'app:1-9'];
const plain = ['--provenance', 'false'];

it.each<[string, Partial<BuildxRun>, string[]]>([
  ['a build', {}, [...start, ...names, '--load', ...plain, 'app']],
  ['a push', { result: 'push' }, [...start, ...names, '--push', ...plain, 'app']],
  [
    'a target to a directory',
    { target: 'wheels', names: [], result: 'given', passed: new Map([['output', ['out']]]) },
    [...start, '--target', 'wheels', ...plain, '--output', 'out', 'app'],
  ],
  [
    'a build of nothing but the cache',
    { names: [], result: { output: 'type=cacheonly' } },
    [...start, '--output', 'type=cacheonly', ...plain, 'app'],
  ],
  [
    'secrets, also in files with commas',
    {
      secrets: [
        { id: 'netrc', file: '/a' },
        { id: 'pip.conf', file: '/a,"b"' },
      ],
    },
    [
      ...start,
      ...names,
      '--load',
      '--secret',
      'id=netrc,src=/a',
      '--secret',
      'id=pip.conf,"src=/a,""b"""',
      ...plain,
      'app',
    ],
  ],
  [
    'no cache, newer images, metadata',
    { cache: false, pull: true, metadata: '/tmp/m.json' },
    [
      ...start,
      ...names,
      '--load',
      '--no-cache',
      '--pull',
      ...plain,
      '--metadata-file',
      '/tmp/m.json',
      'app',
    ],
  ],
  [
    'flags that are passed on',
    {
      passed: new Map([
        ['platform', ['linux/amd64,linux/arm64']],
        ['build-arg', ['A=1', 'B=2']],
      ]),
    },
    [
      ...start,
      ...names,
      '--load',
      ...plain,
      '--platform',
      'linux/amd64,linux/arm64',
      '--build-arg',
      'A=1',
      '--build-arg',
      'B=2',
      'app',
    ],
  ],
  [
    'provenance where it is asked for',
    { passed: new Map([['attest', ['type=provenance,mode=max']]]) },
    [...start, ...names, '--load', '--attest', 'type=provenance,mode=max', 'app'],
  ],
  [
    'other attestations without provenance',
    { passed: new Map([['attest', ['type=sbom']]]) },
    [...start, ...names, '--load', ...plain, '--attest', 'type=sbom', 'app'],
  ],
])('runs %s', (_, change, expected) => {
  expect(buildxArguments({ ...run, ...change })).toEqual(expected);
});
