import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { directoryLinks } from './directory-links.ts';

/** A directory with these files, and with links from one path to another. */
async function directoryWith(files: readonly string[], links: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'grocker-links-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const path of [...files, ...Object.keys(links)]) {
    await mkdir(dirname(join(root, path)), { recursive: true });
  }
  await Promise.all(files.map((path) => writeFile(join(root, path), '')));
  await Promise.all(
    Object.entries(links).map(([path, target]) => symlink(target, join(root, path))),
  );
  return root;
}

const broken = async (root: string, path = '.', ignored: readonly string[] = []) =>
  (
    await directoryLinks(root, ignored, { path, exclude: ['**/node_modules', '**/.*.sw[a-p]'] })
  ).map((link) => link.path);

test('links to what is not there are broken, also in directories', async () => {
  const root = await directoryWith(['app.py', 'data/a.csv'], {
    'here.py': 'app.py',
    'table.csv': 'data/a.csv',
    'gone.py': 'nowhere.py',
    'data/gone.csv': '../missing/a.csv',
    'node_modules/gone.js': 'nowhere.js',
  });
  expect(await broken(root)).toEqual(['data/gone.csv', 'gone.py']);
});

test('a link out of the directory may lead to another part of the context', async () => {
  const root = await directoryWith(['shared/a.py', 'app/main.py'], {
    'app/a.py': '../shared/a.py',
    'app/b.py': '../shared/b.py',
    'app/shared': '../shared',
    'app/itself': '../app',
  });
  expect(await broken(root, 'app')).toEqual(['app/b.py', 'app/itself']);
});

test('files that .dockerignore leaves out are not there, and their own links are not looked at', async () => {
  const root = await directoryWith(['data/a.csv', 'main.py'], {
    'table.csv': 'data/a.csv',
    'data/gone.csv': 'b.csv',
  });
  expect(await broken(root, '.', ['data'])).toEqual(['table.csv']);
});

test('virtual environments are not looked into', async () => {
  const root = await directoryWith(['main.py', 'mine/pyvenv.cfg', 'mine/lib/a.py'], {
    'mine/bin/python': 'nowhere',
  });
  expect(await broken(root)).toEqual([]);
});
