import { cpSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { parseTarget } from './parse-target.ts';
import { selectInDirectory } from './select-in-directory.ts';
import type { DirectoryRequest } from './select-in-directory.ts';
import { wheelLines } from './wheel-lines.ts';
import { wheelRows } from './wheel-rows.ts';

const words = { python: '3.13.5', platform: 'linux/amd64', libc: 'glibc-2.41' };
const root = join(import.meta.dirname, '../../../test/locks');

function select(directory: string, changes: Partial<DirectoryRequest> = {}) {
  const request = { lock: undefined, member: undefined, extras: [], groups: [] };
  return selectInDirectory(resolve(root, directory), {
    ...request,
    target: parseTarget(words),
    ...changes,
  });
}

describe('parseTarget', () => {
  it.each([
    [{}, { version: '3.13.5', freeThreaded: false, architecture: 'amd64' }],
    [{ python: '3.14t' }, { version: '3.14', freeThreaded: true }],
    [{ python: '3.15.0rc1' }, { version: '3.15.0rc1' }],
    [{ platform: 'linux/arm64/v8' }, { architecture: 'arm64' }],
    [{ libc: 'musl-1.2.5' }, { libc: { name: 'musl', version: '1.2' } }],
  ])('%j', (changes, interpreter) => {
    expect(parseTarget({ ...words, ...changes }).interpreter).toMatchObject(interpreter);
  });

  it.each([{ python: '2.7' }, { python: 'x' }, { platform: 'windows/amd64' }, { libc: 'glibc' }])(
    'refuses %j',
    (changes) => {
      expect(() => parseTarget({ ...words, ...changes })).toThrow(UsageError);
    },
  );
});

describe('selectInDirectory', () => {
  it('finds the lock of a workspace above its member', () => {
    const { selection, lockFile } = select('uv-workspace/services/worker');
    expect(lockFile).toBe('uv.lock');
    expect(wheelRows(selection.distributions, lockFile).map(({ name }) => name)).toContain(
      'shop-core',
    );
    expect(selection.diagnostics).toEqual([]);
  });

  it('follows no link out of the project', () => {
    const copy = mkdtempSync(join(tmpdir(), 'grocker-links-'));
    onTestFinished(() => {
      rmSync(copy, { recursive: true });
    });
    cpSync(join(root, 'uv-extras'), join(copy, 'project'), { recursive: true });
    const lock = join(copy, 'project/uv.lock');
    renameSync(lock, join(copy, 'elsewhere.lock'));
    symlinkSync('../elsewhere.lock', lock);
    expect(() => select(join(copy, 'project'))).toThrow('uv.lock leads out of the project');
    renameSync(join(copy, 'elsewhere.lock'), join(copy, 'project/real.lock'));
    rmSync(lock);
    symlinkSync('real.lock', lock);
    expect(select(join(copy, 'project')).selection.diagnostics).toEqual([]);
  });

  it('prefers the lock of the workspace to that of a member', () => {
    const copy = mkdtempSync(join(tmpdir(), 'grocker-workspace-'));
    onTestFinished(() => {
      rmSync(copy, { recursive: true });
    });
    cpSync(join(root, 'uv-workspace'), copy, { recursive: true });
    const member = join(copy, 'services/worker');
    cpSync(join(root, 'uv-extras/uv.lock'), join(member, 'uv.lock'));
    const { selection, lockFile } = select(member);
    expect(lockFile).toBe('uv.lock');
    expect(selection.diagnostics).toEqual([]);
    expect(selection.distributions.map(({ name }) => name)).toContain('shop-core');
  });

  it('takes the named lock, relative to the directory', () => {
    const { selection } = select('requirements', { lock: 'dev.txt' });
    expect(selection.distributions.map(({ name }) => name)).toContain('pytest');
  });

  it.each<[string, Partial<DirectoryRequest>]>([
    ['nothing-here', {}],
    ['uv-forks', { lock: 'other.lock' }],
  ])('refuses %s, %j', (directory, changes) => {
    expect(() => select(directory, changes)).toThrow(UsageError);
  });
});

describe('wheelLines', () => {
  it('has a line for each row', () => {
    const { selection, lockFile } = select('uv-forks');
    expect(wheelLines(wheelRows(selection.distributions, lockFile)).split('\n')[0]).toBe(
      'idna 3.10         idna-3.10-py3-none-any.whl',
    );
    expect(wheelLines([{ name: 'a', version: '1', hashes: ['x', 'y'] }])).toBe('a 1  2 hashes\n');
    expect(wheelLines([])).toBe('');
  });
});
