import { expect, test } from 'vitest';
import { MemoryInputs } from '../inputs/memory-inputs.ts';
import type { Distribution } from '../lock/model.ts';
import { directoryBuilds } from './directory-builds.ts';

const directory = (path: string): Distribution => ({
  name: path === '.' ? 'app' : path,
  version: '1.0',
  source: { kind: 'directory', path, editable: false },
});
const hatchling = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
const versioned = `[build-system]
requires = ["hatchling", "hatch-vcs"]
build-backend = "hatchling.build"

[project]
name = "app"
dynamic = ["version"]

[tool.hatch.version]
source = "vcs"
`;

test('directories declare how they are built, the root of the context too', async () => {
  const builds = async (root: string, lib: string) => [
    ...(await directoryBuilds(
      new MemoryInputs({ 'pyproject.toml': root, 'lib/pyproject.toml': lib }),
      ['.', 'lib', 'none'].map(directory),
    )),
  ];
  const plain = { needsCompiler: false, versionFromGit: false, declared: ['hatchling'] };
  const declared = ['hatchling', 'hatch-vcs'];
  const fromGit = { needsCompiler: true, versionFromGit: true, declared };
  expect(await builds(hatchling, versioned)).toEqual([
    ['.', plain],
    ['lib', fromGit],
  ]);
  expect(await builds(versioned, hatchling)).toEqual([
    ['.', fromGit],
    ['lib', plain],
  ]);
});

test('a readme that .dockerignore hides from the build of a directory is an error', async () => {
  const files = {
    'lib/pyproject.toml': '[project]\nname = "lib"\nversion = "1"\nreadme = "README.md"\n',
    '.dockerignore': '**/*.md\n',
  };
  await expect(directoryBuilds(new MemoryInputs(files), [directory('lib')])).rejects.toThrow(
    'lib/pyproject.toml names README.md, but .dockerignore excludes lib/README.md from the build',
  );
});

test('so is one that the setup.cfg of a directory names', async () => {
  const files = {
    'lib/setup.cfg': '[metadata]\nname = lib\nlong_description = file: README.md\n',
    'lib/setup.py': 'from setuptools import setup\n\nsetup()\n',
    '.dockerignore': '**/*.md\n',
  };
  await expect(directoryBuilds(new MemoryInputs(files), [directory('lib')])).rejects.toThrow(
    'lib/setup.cfg names README.md, but .dockerignore excludes lib/README.md from the build',
  );
});
