import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import {
  buildGrocker,
  engineEnvironment,
  hostNetwork,
  registry,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveExampleRepository } from '../support/example-repository.ts';
import { imageDigest } from '../support/image.ts';
import { frontendName } from '../support/solved-graph.ts';
import { startSeparateBuildkit } from '../support/separate-buildkit.ts';

const hasBuildkit = (engineEnvironment()['GROCKER_BUILDKIT'] ?? '') !== '';

/** A project with an extension module that has to be compiled. */
const project = {
  'grocker.yml': [
    '# syntax=org/grocker-frontend',
    'runtime: trixie/3.13',
    'no_binary: [markupsafe]',
    'entrypoint_name: [python, -m, app]',
    '',
  ].join('\n'),
  'pyproject.toml': [
    '[build-system]',
    'requires = ["setuptools>=80"]',
    'build-backend = "setuptools.build_meta"',
    '[project]',
    'name = "app"',
    'version = "1.0"',
    'dependencies = ["markupsafe==3.0.2"]',
    '',
  ].join('\n'),
  'src/app/__init__.py': '',
  'src/app/__main__.py': 'import markupsafe._speedups as module; print(module.__name__)\n',
};

async function lockedProject(): Promise<string> {
  const directory = await temporaryDirectory(project);
  await lock(directory);
  return directory;
}

async function lock(directory: string, args: readonly string[] = []): Promise<void> {
  const output = ['--target', 'lock', '--output', `type=local,dest=${directory}`];
  await buildGrocker(directory, [...output, ...args]);
}

/** The same with a dependency that is in a git repository. */
async function projectWithRepository(): Promise<string> {
  const { url, commit, stop } = await serveExampleRepository();
  onTestFinished(stop);
  const greetings = `greetings @ git+${url}team/greetings.git@${commit}#subdirectory=python`;
  const directory = await temporaryDirectory({
    ...project,
    'grocker.yml': `${project['grocker.yml']}dependencies: {build: [git]}\n`,
    'pyproject.toml': project['pyproject.toml'].replace('3.0.2"', `$&, "${greetings}"`),
  });
  await lock(directory, hostNetwork);
  return directory;
}

async function pinnedFrontend(): Promise<string> {
  const name = frontendName();
  const answer = await fetch(`http://${registry()}/v2/${name}/manifests/latest`, {
    method: 'HEAD',
    headers: { accept: MANIFESTS.join(', ') },
  });
  return `${name}@${answer.headers.get('docker-content-digest') ?? ''}`;
}

const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Builds without keeping the image; returns its digest. */
async function builtDigest(directory: string, builder: string, args: readonly string[] = []) {
  // For a name with a digest no registry is queried if the builder has the image.
  const syntax = `BUILDKIT_SYNTAX=${await pinnedFrontend()}`;
  const metadata = join(await temporaryDirectory(), 'metadata.json');
  const output = ['--output', 'type=image,name=test/locked,push=false', '--provenance=false'];
  await buildGrocker(directory, [
    ...['--builder', builder, '--metadata-file', metadata, '--build-arg', syntax],
    ...output,
    ...args,
  ]);
  return imageDigest(metadata);
}

describe('with both locks', () => {
  test('nothing is resolved, and sources are compiled', async () => {
    const directory = await lockedProject();
    const tag = uniqueTag('locked');
    const { stderr } = await buildGrocker(directory, ['--no-cache', '--tag', tag]);
    expect(stderr).toContain('[wheels] compile markupsafe 3.0.2');
    expect(stderr).not.toMatch(/\] (?:apt: )?resolve |build requirements of/);
    expect(await runImage(tag)).toBe('markupsafe._speedups\n');
  });

  test.runIf(hasBuildkit)(
    'an empty builder, one that lost its network, and another empty builder make the same image',
    async () => {
      const directory = await projectWithRepository();
      const first = await startSeparateBuildkit();
      const digest = await builtDigest(directory, first.name);
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);

      await first.restart('none');
      expect(await builtDigest(directory, first.name, ['--no-cache'])).toBe(digest);

      const second = await startSeparateBuildkit();
      expect(await builtDigest(directory, second.name)).toBe(digest);
    },
  );
});

test('locking again changes nothing', async () => {
  const directory = await lockedProject();
  const texts = () =>
    Promise.all(
      ['grocker.lock', 'pylock.toml'].map((name) => readFile(join(directory, name), 'utf8')),
    );
  const before = await texts();
  await lock(directory);
  expect(await texts()).toEqual(before);
});
