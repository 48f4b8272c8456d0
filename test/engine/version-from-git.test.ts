import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import {
  buildGrocker,
  buildx,
  caSecret,
  frontendArguments,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { makeRepository, serveGit } from '../support/git-server.ts';

const project = (...pyproject: readonly string[]): Readonly<Record<string, string>> => ({
  'grocker.yml': [
    '# syntax=org/grocker-frontend',
    'runtime: trixie/3.13',
    'dependencies: {build: [git]}',
    'entrypoint_name: app',
    '',
  ].join('\n'),
  'pyproject.toml': [
    ...['[project]', 'name = "app"', 'dynamic = ["version"]', 'requires-python = ">=3.11"'],
    ...['[project.scripts]', 'app = "app:main"'],
    ...pyproject,
    '',
  ].join('\n'),
  '.dockerignore': 'README.md\n',
  'README.md': 'is not sent\n',
  'src/app/__init__.py':
    'from importlib.metadata import version\n\ndef main():\n    print(version("app"))\n',
});

const setuptools = project(
  '[build-system]',
  'requires = ["setuptools>=77", "setuptools-scm>=8"]',
  'build-backend = "setuptools.build_meta"',
  '[tool.setuptools_scm]',
);
/** The same below the root of its repository, as in a repository of several services. */
const hatchling = below(
  'services/app',
  project(
    '[build-system]',
    'requires = ["hatchling", "hatch-vcs"]',
    'build-backend = "hatchling.build"',
    '[tool.hatch.version]',
    'source = "vcs"',
    'raw-options = {root = "../.."}',
  ),
);

function below(directory: string, files: Readonly<Record<string, string>>) {
  const moved = Object.entries(files).map(([path, text]) => {
    if (path === 'grocker.yml') return [path, `${text}project: ${directory}\n`];
    return [/^(pyproject|src)/.test(path) ? `${directory}/${path}` : path, text];
  });
  return Object.fromEntries(moved) as Readonly<Record<string, string>>;
}

/** A directory whose one commit has the tag v1.4.0. */
async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryDirectory();
  const directory = join(root, 'app');
  makeRepository(directory, files);
  const who = ['-c', 'user.name=Example', '-c', 'user.email=a@files.example'];
  const tag = ['tag', '--annotate', '--message', 'release', 'v1.4.0'];
  execFileSync('git', [...who, ...tag], { cwd: directory });
  return directory;
}

describe('a version that is read from git', () => {
  test.each([
    ['setuptools-scm', setuptools],
    ['hatch-vcs, below the root of its repository', hatchling],
  ])('%s: of a directory that is sent in part; again from locks', async (_, files) => {
    const directory = await repository(files);
    const tag = uniqueTag('version');
    await buildGrocker(directory, ['--tag', tag]);
    expect(await runImage(tag)).toBe('1.4.0\n');

    await buildGrocker(directory, ['--target', 'lock', '--output', `type=local,dest=${directory}`]);
    const locked = uniqueTag('version-locked');
    await buildGrocker(directory, ['--tag', locked]);
    expect(await runImage(locked)).toBe('1.4.0\n');
  });

  test.runIf(sharesLoopback())('of a tag, if the context is a repository', async () => {
    const { url, stop } = await serveGit(dirname(await repository(setuptools)));
    onTestFinished(stop);
    const tag = uniqueTag('version');
    const file = ['--file', 'grocker.yml', '--tag', tag];
    const args = [...caSecret(), ...frontendArguments(), ...file];
    await buildx(['build', ...args, `${url}app/.git#v1.4.0`]);
    expect(await runImage(tag)).toBe('1.4.0\n');
  });

  test('is an error that names the missing repository', async () => {
    const directory = await temporaryDirectory(setuptools);
    const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
      statuses: [1],
    });
    expect(stderr).toMatch(
      /ERROR: .*no wheel of app could be made.*: it takes its version from git, but there is no repository or no git · Add git to `dependencies\.build`/,
    );
    const version = '\ncompile: {app: {envs: {SETUPTOOLS_SCM_PRETEND_VERSION: "2.0"}}}\n';
    const given = await temporaryDirectory({
      ...setuptools,
      'grocker.yml': `${setuptools['grocker.yml'] ?? ''}${version}`,
    });
    const tag = uniqueTag('version-given');
    await buildGrocker(given, ['--tag', tag]);
    expect(await runImage(tag)).toBe('2.0\n');
  });
});
