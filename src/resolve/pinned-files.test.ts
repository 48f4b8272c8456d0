import { expect, test } from 'vitest';
import { readImage } from '../../test/support/read-image.ts';
import { specOf } from '../../test/support/spec-of.ts';
import { makeFoundation } from '../plan/make-foundation.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { pinnedFiles, withHashes } from './pinned-files.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;
const digest = (digit: string) => digit.repeat(64);
const given = digest('1');
const url = 'https://files.example/model.bin';

const spec = specOf(`release: app==1
index: {mirrors: {"https://files.example/": "https://mirror.example/"}}
fetch: [{url: "${url}"}, {url: "https://files.example/words.zip", sha256: "${given}", unpack: true}]
files: [{from: node:26, path: dist}, {from: assets, path: dist}, {from: node:26, path: other, to: b}]
`);

const foundation = makeFoundation(spec, {
  platform,
  base: 'debian@sha256:0',
  system: { interpreter: [], root: [], compiler: [] },
  python: {
    target: {
      interpreter: { implementation: 'cpython', version: [3, 13, 5], freeThreaded: false },
      machine: 'x86_64',
      libc: { name: 'glibc', version: [2, 41] },
    },
    executable: '/usr/bin/python3',
    version: '3.13.5',
  },
} as unknown as Parameters<typeof makeFoundation>[1]);

/** A registry and a server; what they were asked. */
function engine(answer = JSON.stringify({ sha256: digest('2'), size: 5 })) {
  const asked: unknown[] = [];
  const source: Pick<FactSource, 'baseImage' | 'download'> = {
    baseImage: (question) => {
      asked.push(question);
      const { reference } = question;
      return Promise.resolve({
        reference: reference.includes('@') ? reference : `images.example/${reference}@today`,
        config: '{}',
      });
    },
    download: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  };
  return { source, asked };
}

test('without a lock, each is queried once, at its mirror', async () => {
  const { source, asked } = engine();
  const pinned = await pinnedFiles(source, spec, foundation, undefined);
  expect(asked).toEqual([
    { reference: 'node:26', platform },
    { reference: 'assets', platform },
    { url: 'https://mirror.example/model.bin' },
  ]);
  expect(withHashes(spec, pinned).downloads.map(({ sha256 }) => sha256)).toEqual([
    digest('2'),
    given,
  ]);
  expect(pinned.references.get('node:26')).toBe('images.example/node:26@today');
});

test('a lock answers; a named context still replaces an image', async () => {
  const reference = `images.example/library/node:26@sha256:${digest('7')}`;
  const locked = readImage({
    downloads: [{ url, sha256: digest('3') }],
    assets: [{ from: 'node:26', reference }, { from: 'assets' }],
  });
  const { source, asked } = engine();
  const pinned = await pinnedFiles(source, spec, foundation, locked);
  expect(asked).toEqual([
    { reference, platform, aliases: ['node:26'] },
    { reference: 'assets', platform },
  ]);
  expect(pinned.downloads).toEqual([{ url, sha256: digest('3') }]);
  expect(pinned.references.get('node:26')).toBe(reference);
});

test.each([
  ['a download', { assets: [{ from: 'node:26' }, { from: 'assets' }] }, 'no hash of model.bin', 3],
  [
    'an image',
    { downloads: [{ url, sha256: given }], assets: [{ from: 'assets' }] },
    'nothing of node:26',
    4,
  ],
])('a lock without %s is stale', async (_, parts, words, line) => {
  const pinning = pinnedFiles(engine().source, spec, foundation, readImage(parts));
  await expect(pinning).rejects.toMatchObject({
    diagnostics: [
      {
        code: 'lock-stale',
        message: expect.stringContaining(words) as unknown,
        related: [{ span: { start: { line } } }],
      },
    ],
  });
});

test('a file that its server refuses is an error at its url', async () => {
  const { source } = engine('error\nHTTP Error 404: Not Found\n');
  await expect(pinnedFiles(source, spec, foundation, undefined)).rejects.toMatchObject({
    diagnostics: [
      {
        code: 'file-source',
        message: 'model.bin could not be fetched: HTTP Error 404: Not Found',
        span: { start: { line: 3 } },
      },
    ],
  });
});
