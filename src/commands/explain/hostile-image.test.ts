import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DamagedImage } from './damaged-image.ts';
import { htmlReport } from './html-report.ts';
import { explainImage } from './explain-image.ts';
import { layoutDirectory, layoutTarball } from './image-archive.ts';
import { imageTree } from './image-tree.ts';
import type { LayerEntry } from './layer-files.ts';

// Images of strangers: whoever asks what is in one gets an answer or an error, and soon.

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-hostile-'));
  mkdirSync(join(directory, 'blobs/sha256'), { recursive: true });
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function blob(content: string | Buffer): { readonly digest: string } {
  const hash = createHash('sha256').update(content).digest('hex');
  writeFileSync(join(directory, 'blobs/sha256', hash), content);
  return { digest: `sha256:${hash}` };
}

const configuration = (layers = 1) =>
  blob(
    JSON.stringify({
      os: 'linux',
      architecture: 'amd64',
      rootfs: { diff_ids: Array.from({ length: layers }, (_, at) => `sha256:${at}`) },
    }),
  );

function writeIndex(...manifests: readonly { readonly digest: string }[]): void {
  writeFileSync(join(directory, 'index.json'), JSON.stringify({ manifests }));
}

/** An image with one layer, of these bytes. */
function writeImage(layer: Buffer): void {
  writeIndex(blob(JSON.stringify({ config: configuration(), layers: [blob(layer)] })));
}

const explained = () => explainImage(layoutDirectory(directory), { name: 'image' });

/** A header of a tar, and what follows it. */
function entry(
  name: string,
  { size = '0', type = '0' }: { readonly size?: string; readonly type?: string } = {},
  body = Buffer.alloc(0),
): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644', 100);
  header.write(size, 124, 12);
  header.write(type, 156);
  header.write('ustar\0', 257);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

const octal = (count: number) => count.toString(8);
const pax = (records: Readonly<Record<string, string>>) => {
  const text = Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      let length = rest.length + 1;
      while (`${length}${rest}`.length !== length) length += 1;
      return `${length}${rest}`;
    })
    .join('');
  return entry('pax', { size: octal(text.length), type: 'x' }, Buffer.from(text));
};

describe('a layer', () => {
  test.each<readonly [string, Buffer]>([
    ['is cut', entry('file', { size: octal(4096) })],
    ['is cut gzip', gzipSync(entry('file')).subarray(0, 40)],
    [
      'is gzip with other bytes',
      Buffer.concat([gzipSync(entry('file')).subarray(0, 20), Buffer.alloc(99, 7)]),
    ],
    ['has a file whose size is below zero', Buffer.concat([pax({ size: '-10' }), entry('file')])],
    ['has a file whose size is no number', Buffer.concat([pax({ size: 'x' }), entry('file')])],
    [
      'has a file that is larger than any',
      Buffer.concat([pax({ size: '9'.repeat(30) }), entry('file')]),
    ],
    ['has a name of gigabytes', entry('long', { size: octal(2 ** 32), type: 'L' })],
    ['has an extended header of gigabytes', entry('pax', { size: octal(2 ** 32), type: 'x' })],
    [
      'has a path that no system takes',
      Buffer.concat([pax({ path: 'a/'.repeat(3000) }), entry('file')]),
    ],
    [
      'has a link that no system takes',
      Buffer.concat([pax({ linkpath: 'a/'.repeat(3000) }), entry('link', { type: '2' })]),
    ],
    [
      'has a database of packages of gigabytes',
      entry('var/lib/dpkg/status', { size: octal(2 ** 32) }),
    ],
  ])('that %s is an error', async (_, layer) => {
    writeImage(layer);
    await expect(explained()).rejects.toThrow(DamagedImage);
  });

  test('of a few bytes may unpack to many, which are counted', async () => {
    const size = 400 * 1024 ** 2;
    writeImage(
      gzipSync(Buffer.concat([entry('zeros', { size: octal(size) }), Buffer.alloc(size)]), {
        level: 1,
      }),
    );
    const { layers } = await explained();
    expect(layers.map(({ unpacked }) => unpacked)).toEqual([size]);
  }, 60_000);

  test('has names of any bytes, as keys', async () => {
    const names = [
      '__proto__',
      'constructor',
      '../../etc/passwd',
      '/',
      '.wh.',
      '.wh..wh..opq',
      '\u001b[2J',
    ];
    writeImage(Buffer.concat(names.map((name) => entry(name))));
    const { layers } = await explained();
    expect(layers).toHaveLength(1);
  });

  // Files times removals would take minutes.
  test('may remove as many files as there are', () => {
    const count = 100_000;
    const file = (path: string) => ({ path, kind: 'file', size: 1, compressed: 0 }) as LayerEntry;
    const names = Array.from({ length: count }, (_, at) => String(at));
    const layer = (entries: readonly LayerEntry[]) => ({ entries, compressed: 0, unpacked: 0 });
    const tree = imageTree([
      layer(names.map((name) => file(`directory/${name}`))),
      layer([...names.slice(1).map((name) => file(`directory/.wh.${name}`)), file('other')]),
    ]);
    expect([...tree.files.keys()]).toEqual(['directory/0', 'other']);
    expect(tree.hidden).toHaveLength(count - 1);
  }, 60_000);
});

test('directories that a layer empties have no file of those below, and the root may be one', () => {
  const file = (path: string) => ({ path, kind: 'file', size: 1, compressed: 0 }) as LayerEntry;
  const layer = (...paths: readonly string[]) => ({
    entries: paths.map(file),
    compressed: 0,
    unpacked: 0,
  });
  const below = layer('a/b/c', 'a/bc', 'a.txt', 'd');
  const left = (...paths: readonly string[]) => [
    ...imageTree([below, layer(...paths)]).files.keys(),
  ];
  expect(left('a/.wh..wh..opq')).toEqual(['a.txt', 'd']);
  expect(left('a/.wh.b')).toEqual(['a/bc', 'a.txt', 'd']);
  expect(left('.wh.a')).toEqual(['a.txt', 'd']);
  expect(left('.wh..wh..opq', 'e')).toEqual(['e']);
});

describe('an image', () => {
  test.each([
    ['no JSON', 'text'],
    ['another form', '{"manifests": [{"digest": 1}]}'],
    ['no image', '{"manifests": []}'],
    ['an image that is not there', '{"manifests": [{"digest": "sha256:0"}]}'],
    [
      'a digest that leads out',
      '{"manifests": [{"digest": "../../../../../../../../etc:passwd"}]}',
    ],
    ['a digest that is a directory', '{"manifests": [{"digest": "sha256"}]}'],
  ])('whose index has %s is an error of the command line', async (_, index) => {
    writeFileSync(join(directory, 'index.json'), index);
    await expect(explained()).rejects.toMatchObject({ name: 'UsageError' });
  });

  test('whose index lists itself is read once', async () => {
    const hash = 'a'.repeat(64);
    const own = { digest: `sha256:${hash}` };
    const image = blob(JSON.stringify({ config: configuration(0), layers: [] }));
    writeFileSync(
      join(directory, 'blobs/sha256', hash),
      JSON.stringify({ manifests: [own, own, image, image] }),
    );
    writeIndex(own, own);
    expect((await explained()).layers).toEqual([]);
  });

  test('whose blob is a FIFO is an error, and does not wait', async () => {
    execFileSync('mkfifo', [join(directory, 'blobs/sha256/0')]);
    writeIndex({ digest: 'sha256:0' });
    await expect(explained()).rejects.toThrow('is not a file');
  });

  test('that is a tarball without what its index names is an error', async () => {
    const index = JSON.stringify([{ Config: 'config.json', Layers: ['../../layer.tar'] }]);
    const config = JSON.stringify({ os: 'linux', architecture: 'amd64', rootfs: { diff_ids: [] } });
    const tar = Buffer.concat([
      entry('manifest.json', { size: octal(index.length) }, Buffer.from(index)),
      entry('config.json', { size: octal(config.length) }, Buffer.from(config)),
    ]);
    const file = join(directory, 'image.tar');
    writeFileSync(file, tar);
    const archive = await layoutTarball(file);
    await expect(explainImage(archive, { name: 'image' })).rejects.toThrow(
      'it has no ../../layer.tar',
    );
  });
});

/** An image with these packages of Python, each with what it requires. */
function writePackages(packages: Readonly<Record<string, readonly string[]>>): void {
  const layer = Object.entries(packages).map(([name, requires]) => {
    const text = [
      `Name: ${name}\nVersion: 1`,
      ...requires.map((each) => `Requires-Dist: ${each}`),
      '',
    ].join('\n');
    const path = `app/lib/python3.13/site-packages/${name}-1.dist-info/METADATA`;
    return entry(path, { size: octal(text.length) }, Buffer.from(text));
  });
  writeImage(Buffer.concat([...layer, Buffer.alloc(1024)]));
}

test('packages may have the names that every object has', async () => {
  writePackages({
    constructor: ['__proto__', 'tostring'],
    tostring: ['constructor'],
    __proto__: [],
  });
  const { packages } = await explained();
  expect(packages.map(({ name, requires }) => [name, requires])).toEqual([
    ['constructor', ['tostring']],
    ['tostring', ['constructor']],
  ]);
});

test('a page does not draw more requirements than Graphviz can in some seconds', async () => {
  const names = Array.from({ length: 60 }, (_, number) => `p${number}`);
  writePackages(Object.fromEntries(names.map((name) => [name, names])));
  expect(await htmlReport(await explained(), undefined)).toContain(
    '3600 lines are too many to draw',
  );
  writePackages({ p1: ['p2'], p2: [] });
  expect(await htmlReport(await explained(), undefined)).toContain('<svg');
});
