import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { updateFiles } from './update-files.ts';

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grocker-update-'));
  await mkdir(join(directory, 'from/services/api'), { recursive: true });
  await mkdir(join(directory, 'to'));
});

afterEach(() => rm(directory, { recursive: true }));

const write = (path: string, text: string) => writeFile(join(directory, path), text);

test('changed and new files are written; unchanged files keep their times', async () => {
  await write('from/grocker.lock', 'new');
  await write('from/pylock.toml', 'same');
  await write('from/services/api/pylock.toml', 'deep');
  await write('to/grocker.lock', 'old');
  await write('to/pylock.toml', 'same');
  await write('to/uv.lock', 'mine');
  await utimes(join(directory, 'to/pylock.toml'), 1, 1);

  expect(await updateFiles(join(directory, 'from'), join(directory, 'to'))).toEqual([
    { path: 'grocker.lock', changed: true },
    { path: 'pylock.toml', changed: false },
    { path: 'services/api/pylock.toml', changed: true },
  ]);

  const text = (path: string) => readFile(join(directory, 'to', path), 'utf8');
  expect(await text('grocker.lock')).toBe('new');
  expect(await text('services/api/pylock.toml')).toBe('deep');
  expect(await text('uv.lock')).toBe('mine');
  expect((await stat(join(directory, 'to/pylock.toml'))).mtimeMs).toBe(1000);
});
