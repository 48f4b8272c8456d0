import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryFiles } from './directory-files.ts';
import { DirectoryInputs } from './directory-inputs.ts';
import { readLocalFile, readLocalFileSync } from './local-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));

beforeAll(() => {
  writeFileSync(join(directory, 'file'), 'text');
  symlinkSync('file', join(directory, 'link'));
  symlinkSync('/dev/zero', join(directory, 'endless'));
  symlinkSync('/proc/self/mem', join(directory, 'memory'));
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  for (const name of ['endless', 'pipe', 'memory']) {
    mkdirSync(join(directory, 'of', name), { recursive: true });
    symlinkSync(`../../${name}`, join(directory, 'of', name, '.dockerignore'));
    symlinkSync(`../../${name}`, join(directory, 'of', name, 'grocker.yml'));
  }
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

test('a file and a link to one are read', async () => {
  for (const name of ['file', 'link']) {
    const path = join(directory, name);
    expect((await readLocalFile(path)).toString()).toBe('text');
    expect(readLocalFileSync(path).toString()).toBe('text');
  }
});

test.each(['endless', 'pipe', 'memory'])(
  'a device, pipe or file of the kernel is not read as a file: %s',
  async (name) => {
    const path = join(directory, name);
    await expect(readLocalFile(path)).rejects.toThrow('is not a regular file');
    expect(() => readLocalFileSync(path)).toThrow('is not a regular file');
    const project = join(directory, 'of', name);
    expect(await directoryFiles(project).ignoreFile()).toBeNull();
    await expect(new DirectoryInputs(project, undefined).definition()).rejects.toThrow(
      'is not a regular file',
    );
  },
);

test('a file of more than 64 MiB is not read, even if it takes no place', async () => {
  const path = join(directory, 'long');
  writeFileSync(path, '');
  truncateSync(path, (64 << 20) + 1);
  await expect(readLocalFile(path)).rejects.toThrow('has more than 64 MiB');
  expect(() => readLocalFileSync(path)).toThrow('has more than 64 MiB');
});

test('an empty file is read', async () => {
  const path = join(directory, 'empty');
  writeFileSync(path, '');
  expect((await readLocalFile(path)).length).toBe(0);
});

test('a pipe that a person names is read', () => {
  const path = join(directory, 'named');
  execFileSync('mkfifo', [path]);
  execFileSync('sh', ['-c', `(echo text > "$1") > /dev/null 2>&1 &`, 'sh', path]);
  expect(readLocalFileSync(path, 'pipe').toString()).toBe('text\n');
});
