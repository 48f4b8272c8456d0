import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import grocker from '../../../package.json' with { type: 'json' };
import { UsageError } from '../usage-error.ts';
import { defaultImageNames } from './default-image.ts';

async function directoryOf(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-default-image-'));
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(directory, name), text)),
  );
  return directory;
}

const PROJECT = '[project]\nname = "My.Shop"\nversion = "1.2"\n';

test('a project has its name and version', async () => {
  const directory = await directoryOf({
    'grocker.yml': 'project: .\ndocker_image_prefix: registry.example/team\n',
    'pyproject.toml': PROJECT,
  });
  const names = await defaultImageNames(directory);
  expect(names[0]).toMatch(/^registry\.example\/team\/my[.-]shop:1\.2$/);
});

test('a project without a name has the name of its directory', async () => {
  const directory = await directoryOf({ 'grocker.yml': 'source: .\nentrypoint_name: [python]\n' });
  const own = basename(directory)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  const names = await defaultImageNames(directory);
  expect(names).toStrictEqual([`${own}:latest`, `${own}:${grocker.version}`]);
});

test.each([
  ['a release', { 'grocker.yml': 'release: "My.Shop[b, a]"\n' }, 'my-shop-a-b:latest'],
  [
    'a project',
    {
      'grocker.yml': 'project: .\nextras: [b, A]\n',
      'pyproject.toml': '[project]\nname = "shop"\ndynamic = ["version"]\n',
    },
    'shop-a-b:latest',
  ],
])('%s without a version has its own name and its extras', async (_, files, name) => {
  expect((await defaultImageNames(await directoryOf(files)))[0]).toBe(name);
});

test.each([
  ['no definition', {}, /there is no grocker\.yml here/],
  ['a definition with mistakes', { 'grocker.yml': 'sauce: .\n' }, /has mistakes/],
])('%s is one clear error', async (_, files, words) => {
  const asked = defaultImageNames(await directoryOf(files));
  await expect(asked).rejects.toThrow(UsageError);
  await expect(asked).rejects.toThrow(words);
});
