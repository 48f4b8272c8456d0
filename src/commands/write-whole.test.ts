import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './write-whole.ts';

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grocker-test-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

test('files are written and nothing else is left', async () => {
  const path = join(directory, 'a');
  await writeWhole([{ path, text: 'one' }]);
  await writeWhole([{ path, text: 'two' }]);
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(directory)).toEqual(['a']);
});

test('no file is written if one of them cannot be', async () => {
  const first = join(directory, 'a');
  await writeFile(first, 'old');
  const written = writeWhole([
    { path: first, text: 'new' },
    { path: join(directory, 'none/b'), text: 'new' },
  ]);
  await expect(written).rejects.toThrow('ENOENT');
  expect(await readFile(first, 'utf8')).toBe('old');
  expect(await readdir(directory)).toEqual(['a']);
});

test('a link stays a link, and a file keeps who may read it', async () => {
  await mkdir(join(directory, 'below'));
  const target = join(directory, 'below/a');
  await writeFile(target, 'old', { mode: 0o640 });
  const link = join(directory, 'link');
  await symlink('below/a', link);
  await writeWhole([{ path: link, text: 'new' }]);
  expect(await readlink(link)).toBe('below/a');
  expect(await readFile(target, 'utf8')).toBe('new');
  expect((await stat(target)).mode & 0o777).toBe(0o640);
});

test('a device is written as it is', async () => {
  await writeWhole([{ path: '/dev/null', text: 'new' }]);
  expect((await stat('/dev/null')).isFile()).toBe(false);
});
