import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { directoryFiles } from './directory-files.ts';
import { directoryTree } from './directory-tree.ts';

const isLinux = process.platform === 'linux';

async function directory(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'grocker-tree-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await writeFile(join(root, 'app.py'), 'text');
  return root;
}

test.runIf(isLinux)('a directory whose name is no UTF-8 is not looked into', async () => {
  const root = await directory();
  const name = Buffer.from([0xff, 0xfe]);
  const other = Buffer.concat([Buffer.from(`${root}/`), name]);
  await mkdir(other);
  await writeFile(Buffer.concat([other, Buffer.from('/main.py')]), '');
  await symlink('nowhere', Buffer.concat([other, Buffer.from('-link')]));
  expect((await directoryTree(root)).paths).toEqual(['app.py']);
  const { brokenLinks } = directoryFiles(root);
  expect(await brokenLinks({ path: '.', exclude: [] })).toEqual([]);
});

test.runIf(isLinux)('a link to a file of the kernel is a file without a text', async () => {
  const root = await directory();
  await symlink('/proc/self/status', join(root, 'kernel.py'));
  const { paths, texts } = await directoryTree(root);
  expect(paths).toEqual(['app.py', 'kernel.py']);
  expect([...texts]).toEqual([['app.py', 'text']]);
});

test('a directory that is not there is an error', async () => {
  await expect(directoryTree(join(await directory(), 'nowhere'))).rejects.toThrow('ENOENT');
});

test.runIf(isLinux)('directories may be deeper than a path can be long', async () => {
  const root = await directory();
  onTestFinished(() => {
    execFileSync('rm', ['-rf', root]);
  });
  const name = 'd'.repeat(200);
  const script = 'cd -P "$1" && for at in $(seq 30); do mkdir "$2" && cd -P "$2" || exit 1; done';
  execFileSync('bash', ['-c', script, 'bash', root, name]);
  expect(await directoryFiles(root).brokenLinks({ path: '.', exclude: [] })).toEqual([]);
});
