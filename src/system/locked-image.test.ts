import { describe, expect, test } from 'vitest';
import type { Span } from '../diagnostics/span.ts';
import type { ReadImage } from './grocker-lock.ts';
import { lockedImage, type SystemRequest } from './locked-image.ts';

const at = (file: string, line: number): Span => ({
  file,
  start: { line, column: 1 },
  end: { line, column: 5 },
});

const located = (value: string, line: number) => ({ value, span: at('grocker.yml', line) });

const lines: Readonly<Record<string, number>> = {
  '': 5,
  base: 7,
  repository: 15,
  'interpreter.requested': 20,
  'root.requested': 30,
  'compiler.requested': 40,
};

const image: ReadImage = {
  platform: 'linux/amd64',
  base: 'debian:trixie-slim',
  reference: 'images.example/debian:trixie-slim@sha256:0',
  python: {
    version: '3.13.5',
    executable: '/usr/bin/python3.13',
    libc: { name: 'glibc', version: '2.41' },
    freeThreaded: false,
  },
  repositories: [{ id: 'nginx', line: 'deb https://files.example trixie nginx' }],
  stages: {
    interpreter: { requested: ['python3'], packages: [] },
    root: { requested: ['libpq5', 'libzbar0t64'], packages: [] },
    compiler: { requested: ['gcc'], packages: [] },
  },
  builds: [],
  resolutions: [],
  downloads: [],
  assets: [],
  place: (...path) => at('grocker.lock', lines[path.join('.')] ?? 1),
};

const request: SystemRequest = {
  platform: 'linux/amd64',
  base: { value: 'debian:trixie-slim', span: at('grocker.yml', 2) },
  repositories: [{ id: 'nginx', line: 'deb https://files.example trixie nginx' }],
  requested: {
    interpreter: [located('python3', 1)],
    root: [located('libpq5', 4), located('libzbar0t64', 5)],
    compiler: [located('gcc', 6)],
  },
};

const { requested } = request;

describe('the image of grocker.lock', () => {
  test('is the one for this platform and base', () => {
    const arm: ReadImage = { ...image, platform: 'linux/arm64' };
    const worker: ReadImage = {
      ...image,
      stages: { ...image.stages, root: { requested: ['libpq5'], packages: [] } },
    };
    expect(lockedImage('grocker.lock', [arm, worker, image], request)).toBe(image);
    expect(
      lockedImage('grocker.lock', [arm, worker, image], {
        ...request,
        requested: { ...requested, root: [located('libpq5', 4)] },
      }),
    ).toBe(worker);
  });

  test.each<
    [what: string, asked: Partial<SystemRequest>, message: string, line: number, related: number[]]
  >([
    [
      'for another base',
      { base: { value: 'debian:bookworm-slim', span: at('grocker.yml', 2) } },
      'it is made for debian:trixie-slim, not for debian:bookworm-slim',
      7,
      [2],
    ],
    [
      'for a base that grocker.yml does not name',
      { base: { value: 'debian:bookworm-slim' } },
      'it is made for debian:trixie-slim, not for debian:bookworm-slim',
      7,
      [],
    ],
    [
      'with more packages',
      {
        requested: {
          ...requested,
          root: [...requested.root, located('curl', 8), located('git', 9)],
        },
      },
      'it is made without curl, git',
      30,
      [8, 9],
    ],
    [
      'with fewer packages',
      { requested: { ...requested, compiler: [] } },
      'it is made with gcc, which nothing requires',
      40,
      [],
    ],
    [
      'with packages in another order',
      { requested: { ...requested, root: requested.root.toReversed() } },
      'its packages of root are in another order',
      30,
      [],
    ],
    ['without its repository', { repositories: [] }, 'it is made with other repositories', 15, []],
    [
      'with another key',
      {
        repositories: [
          { id: 'nginx', line: 'deb https://files.example trixie nginx', key: 'sha256:1' },
        ],
      },
      'it is made with other repositories',
      15,
      [],
    ],
  ])('is stale %s', (_what, asked, message, line, related) => {
    expect(lockedImage('grocker.lock', [image], { ...request, ...asked })).toEqual({
      code: 'lock-stale',
      severity: 'error',
      message: `grocker.lock no longer matches grocker.yml: ${message}`,
      span: at('grocker.lock', line),
      ...(related.length > 0 && {
        related: related.map((each) => ({
          message: 'requested here',
          span: at('grocker.yml', each),
        })),
      }),
      help: 'Run `grocker lock` and commit what it writes.',
    });
  });

  test('is missing for a platform that was not locked', () => {
    expect(lockedImage('grocker.lock', [image], { ...request, platform: 'linux/arm64' })).toEqual({
      code: 'lock-stale',
      severity: 'error',
      message: 'grocker.lock is not made for linux/arm64',
      span: at('grocker.lock', 5),
      help: 'Run `grocker lock --platform linux/amd64,linux/arm64` and commit what it writes.',
    });
  });

  test('is missing in an empty lock', () => {
    expect(lockedImage('grocker.lock', [], request)).toMatchObject({
      message: 'grocker.lock is not made for linux/amd64',
      span: { file: 'grocker.lock', start: { line: 1, column: 1 } },
      help: 'Run `grocker lock` and commit what it writes.',
    });
  });

  test('the nearest of several services shows the difference', () => {
    const worker: ReadImage = {
      ...image,
      base: 'debian:bookworm-slim',
      stages: { ...image.stages, root: { requested: [], packages: [] } },
    };
    expect(
      lockedImage('grocker.lock', [worker, image], {
        ...request,
        requested: { ...requested, compiler: [located('clang', 6)] },
      }),
    ).toMatchObject({ message: expect.stringContaining('made without clang') as string });
  });
});
