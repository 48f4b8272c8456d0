import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
  buildGrocker,
  docker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { makeRepository, serveGit, type GitServer } from '../support/git-server.ts';

import { findSecret } from '../support/secret-scan.ts';
import { engineHasSsh, serveSsh } from '../support/ssh-server.ts';

let work: string;
let served: GitServer | undefined;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'grocker-git-'));
});

afterEach(() => {
  served?.stop();
  served = undefined;
  rmSync(work, { recursive: true, force: true });
});

/** A unique repository of two packages, so that no builder has it. */
function packages(mark: string) {
  const project = (name: string) =>
    [
      '[build-system]',
      'requires = ["setuptools==80.9.0"]',
      'build-backend = "setuptools.build_meta"',
      '[project]',
      `name = "${name}"`,
      'version = "1.0"',
      '[tool.setuptools]',
      `py-modules = ["${name}"]`,
      '',
    ].join('\n');
  return {
    'pyproject.toml': project('outer'),
    'outer.py': `text = "outer ${mark}"\n`,
    'packages/inner/pyproject.toml': project('inner'),
    'packages/inner/inner.py': `text = "inner ${mark}"\n`,
  };
}

const definition = [
  '# syntax=org/grocker-frontend',
  'runtime: trixie/3.13',
  'source: app.py',
  'entrypoint_name: [python, app.py]',
  '',
].join('\n');

const application = 'import inner, outer; print(outer.text + ", " + inner.text)\n';

/** As `uv lock` writes it (revision 3). */
function uvLock(url: string, commit: string): string {
  const source = (query: string) => `{ git = "${url}${query}#${commit}" }`;
  return [
    'version = 1',
    'revision = 3',
    'requires-python = ">=3.9"',
    '',
    '[[package]]',
    'name = "app"',
    'version = "1.0"',
    'source = { virtual = "." }',
    'dependencies = [{ name = "inner" }, { name = "outer" }]',
    '',
    '[package.metadata]',
    'requires-dist = [',
    `    { name = "inner", git = "${url}?subdirectory=packages%2Finner&rev=main" },`,
    `    { name = "outer", git = "${url}?rev=main" },`,
    ']',
    '',
    '[[package]]',
    'name = "inner"',
    'version = "1.0"',
    `source = ${source('?subdirectory=packages%2Finner&rev=main')}`,
    '',
    '[[package]]',
    'name = "outer"',
    'version = "1.0"',
    `source = ${source('?rev=main')}`,
    '',
  ].join('\n');
}

function pyproject(url: string): string {
  return [
    '[project]',
    'name = "app"',
    'version = "1.0"',
    'requires-python = ">=3.9"',
    'dependencies = ["inner", "outer"]',
    '[tool.uv]',
    'package = false',
    '[tool.uv.sources]',
    `inner = { git = "${url}", rev = "main", subdirectory = "packages/inner" }`,
    `outer = { git = "${url}", rev = "main" }`,
    '',
  ].join('\n');
}

/** PEP 751. */
function pylock(url: string, commit: string): string {
  const vcs = `type = "git", url = "${url}", commit-id = "${commit}"`;
  return [
    'lock-version = "1.0"',
    'created-by = "test"',
    '[[packages]]',
    'name = "inner"',
    `vcs = { ${vcs}, subdirectory = "packages/inner" }`,
    '[[packages]]',
    'name = "outer"',
    `vcs = { ${vcs} }`,
    '',
  ].join('\n');
}

describe.runIf(sharesLoopback())('a dependency in a git repository that asks for a token', () => {
  const locks = {
    'uv.lock': (url: string, commit: string) => ({
      'uv.lock': uvLock(url, commit),
      'pyproject.toml': pyproject(url),
    }),
    'pylock.toml': (url: string, commit: string) => ({ 'pylock.toml': pylock(url, commit) }),
  };

  test.each([
    ['uv.lock', 'GIT_AUTH_TOKEN'],
    ['pylock.toml', 'GIT_AUTH_HEADER'],
  ] as const)('of a %s is built with the secret %s, which is nowhere', async (lock, id) => {
    const token = `t0ken-${randomBytes(12).toString('hex')}`;
    const mark = randomBytes(4).toString('hex');
    const commit = makeRepository(join(work, 'team', 'shared.git'), packages(mark));
    const authorization = {
      GIT_AUTH_TOKEN: `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
      GIT_AUTH_HEADER: `Bearer ${token}`,
    }[id];
    served = await serveGit(work, authorization);
    const directory = await temporaryDirectory({
      'grocker.yml': definition,
      'app.py': application,
      ...locks[lock](`${served.url}team/shared.git`, commit),
    });
    const secret = join(work, 'secret');
    writeFileSync(secret, id === 'GIT_AUTH_TOKEN' ? token : authorization);
    const kept = await temporaryDirectory();
    const at = (name: string) => join(kept, name);
    const tag = uniqueTag('git');
    const { stderr } = await buildGrocker(
      directory,
      [
        ...['--secret', `id=${id},src=${secret}`, '--tag', tag],
        ...['--provenance=mode=max', '--sbom=false', '--metadata-file', at('metadata.json')],
        ...['--cache-to', `type=local,dest=${at('cache')},mode=max`],
      ],
      { environment: { BUILDX_METADATA_PROVENANCE: 'max' } },
    );
    writeFileSync(at('log'), stderr);
    await docker(['image', 'save', '--output', at('image.tar'), tag]);
    expect(await runImage(tag)).toBe(`outer ${mark}, inner ${mark}\n`);
    expect(findSecret(kept, token)).toEqual([]);
    // Existing commits are found: the provenance names the commit.
    expect(findSecret(kept, commit)).toContain(at('metadata.json'));
  });

  test('is an error that names the secret, if it is missing', async () => {
    const commit = makeRepository(
      join(work, 'shared.git'),
      packages(randomBytes(4).toString('hex')),
    );
    served = await serveGit(work, 'Bearer other');
    const url = `${served.url}shared.git`;
    const directory = await temporaryDirectory({
      'grocker.yml': definition,
      'app.py': application,
      'pylock.toml': pylock(url, commit),
    });
    const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
      statuses: [1],
    });
    expect(stderr).toContain(
      `pylock.toml:3:1: the commit ${commit.slice(0, 12)} of inner could not be fetched from ${url}`,
    );
    expect(stderr).toMatch(/terminal prompts disabled\) · .*GIT_AUTH_TOKEN/);
  });
});

describe.runIf(sharesLoopback())('a dependency in a git repository that no lock pins', () => {
  const files = (url: string, settings: string) => ({
    'grocker.yml': definition + settings,
    'app.py': application,
    'pyproject.toml': [
      '[project]',
      'name = "app"',
      'version = "1.0"',
      'dependencies = [',
      `  "outer @ git+${url}",`,
      `  "inner @ git+${url}@main#subdirectory=packages/inner",`,
      ']',
      '',
    ].join('\n'),
  });

  test('needs git if it is resolved', async () => {
    makeRepository(join(work, 'shared.git'), packages(randomBytes(4).toString('hex')));
    served = await serveGit(work);
    const directory = await temporaryDirectory(files(`${served.url}shared.git`, ''));
    const { stderr } = await buildGrocker(
      directory,
      [...hostNetwork, '--output', 'type=cacheonly'],
      {
        statuses: [1],
      },
    );
    expect(stderr).toMatch(
      /ERROR: .*pyproject\.toml:\d:\d: .*Git executable not found.* · Pin it with a lock/,
    );
  });

  test('is resolved, locked and built', async () => {
    const mark = randomBytes(4).toString('hex');
    const commit = makeRepository(join(work, 'shared.git'), packages(mark));
    served = await serveGit(work);
    const directory = await temporaryDirectory(
      files(`${served.url}shared.git`, 'dependencies: {build: [git]}\n'),
    );
    const output = ['--target', 'lock', '--output', `type=local,dest=${directory}`];
    await buildGrocker(directory, [...hostNetwork, ...output]);
    expect(findSecret(directory, commit)).toEqual(
      ['grocker.lock', 'pylock.toml'].map((name) => join(directory, name)),
    );
    const tag = uniqueTag('git');
    await buildGrocker(directory, ['--tag', tag]);
    expect(await runImage(tag)).toBe(`outer ${mark}, inner ${mark}\n`);
  });
});

describe.runIf(sharesLoopback() && engineHasSsh())(
  'a dependency in a git repository over ssh',
  () => {
    test('is built with the key of --ssh, and is an error that names --ssh without it', async () => {
      const mark = randomBytes(4).toString('hex');
      const commit = makeRepository(join(work, 'shared.git'), packages(mark));
      const { url, key } = await serveSsh(work);
      const directory = await temporaryDirectory({
        'grocker.yml': definition,
        'app.py': application,
        'uv.lock': uvLock(`${url}shared.git`, commit),
        'pyproject.toml': pyproject(`${url}shared.git`),
      });
      const without = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
        statuses: [1],
      });
      expect(without.stderr).toMatch(
        /ERROR: .*uv\.lock:\d+:\d+: the commit \w+ of inner could not be fetched from ssh:.* give it a key with --ssh default/,
      );
      const tag = uniqueTag('git');
      await buildGrocker(directory, ['--ssh', `default=${key}`, '--tag', tag]);
      expect(await runImage(tag)).toBe(`outer ${mark}, inner ${mark}\n`);
    });
  },
);
