import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { DirectoryInputs } from './directory-inputs.ts';
import { MemoryInputs } from './memory-inputs.ts';

const files = {
  '.grocker.yml': 'release: ipython\n',
  'a/pylock.one.toml': 'one',
  'a/pylock.two.toml': 'two',
  'a/b/pylock.toml': 'deep',
  'odd [1]?.txt': 'odd',
  'empty.txt': '',
};

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grocker-inputs-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  await symlink('/etc/hostname', join(directory, 'outside'));
  await symlink('empty.txt', join(directory, 'inside'));
  await writeFile(join(directory, 'latin1.txt'), Buffer.from([0x61, 0xe9]));
});
afterAll(() => rm(directory, { recursive: true }));

describe.each([
  ['directory', () => new DirectoryInputs(directory)],
  ['memory', () => new MemoryInputs(files)],
])('%s', (_, inputs) => {
  test('the definition', async () => {
    const { name, text } = await inputs().definition();
    expect({ name, text }).toEqual({ name: '.grocker.yml', text: 'release: ipython\n' });
  });

  test.each<[readonly string[], Record<string, string>]>([
    [[], {}],
    [['empty.txt', 'none.txt'], { 'empty.txt': '' }],
    [
      ['a/pylock.*.toml', 'a/pylock.toml'],
      { 'a/pylock.one.toml': 'one', 'a/pylock.two.toml': 'two' },
    ],
    [['a/*'], { 'a/pylock.one.toml': 'one', 'a/pylock.two.toml': 'two' }],
    [['odd [1]?.txt', 'odd [2]?.txt'], { 'odd [1]?.txt': 'odd' }],
    [['a', 'nowhere/x', 'empty.txt/x'], {}],
  ])('files %j', async (patterns, expected) => {
    expect(await inputs().files({ patterns })).toEqual(expected);
    expect(await inputs().paths({ patterns })).toEqual(Object.keys(expected));
  });

  test.each<[string, string | undefined]>([
    ['a/b/pylock.toml', 'deep'],
    ['a', undefined],
    ['none', undefined],
  ])('file %s', async (path, expected) => {
    const bytes = await inputs().file(path);
    expect(bytes && Buffer.from(bytes).toString()).toBe(expected);
  });
});

describe('a directory', () => {
  test('links within it are followed; links out of it are errors', async () => {
    const inputs = new DirectoryInputs(directory);
    expect(await inputs.files({ patterns: ['inside'] })).toEqual({ inside: '' });
    expect(await codes(inputs.file('outside'))).toEqual(['path-outside-context']);
    expect(await codes(inputs.file('../none'))).toEqual([]);
  });

  test('a file that is not UTF-8 is an error', async () => {
    const inputs = new DirectoryInputs(directory);
    expect(await codes(inputs.files({ patterns: ['latin1.txt'] }))).toEqual(['not-utf8']);
  });

  test('a definition of another name, or none', async () => {
    const named = await new DirectoryInputs(directory, join(directory, 'empty.txt')).definition();
    expect(named.text).toBe('');
    expect(await codes(new DirectoryInputs(join(directory, 'a')).definition())).toEqual([
      'no-definition',
    ]);
  });
});

test('images in memory', async () => {
  const debian = { reference: 'docker.io/library/debian:13@sha256:a', config: '{}' };
  const inputs = new MemoryInputs({}, { 'debian:13': debian });
  const platform = { os: 'linux', architecture: 'amd64' };
  expect(await inputs.baseImage({ reference: 'debian:13', platform })).toEqual(debian);
  await expect(inputs.baseImage({ reference: 'debian:14', platform })).rejects.toThrow('debian:14');
});

async function codes(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code }) => code);
  }
}
