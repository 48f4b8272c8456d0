import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { archivePaths, archiveText } from '../support/archive.ts';
import { buildGrocker, buildx, docker, registry, runImage } from '../support/engine.ts';
import { describingLabels, imageDigest, inspectedConfig, pushedLayers } from '../support/image.ts';

// One image that has everything that leaves a trace: packages of the system, volumes, a wheel of the index, one that
// was compiled, the application. What is true of images in general is looked for in it.
const greeter = fileURLToPath(new URL('greeter', import.meta.url));
const repository = 'test/greeter';
const canary = 'foundInNoLayerAndNoLog';

let directory: string;
const image = (tag: string) => `${registry()}/${repository}:${tag}`;
const file = (name: string) => join(directory, name);

/** Builds the greeter as an image in the registry and gives its digest. */
async function built(tag: string, args: readonly string[]): Promise<string> {
  const metadata = file(`${tag}.json`);
  const result = ['--tag', image(tag), '--push', '--provenance=false', '--metadata-file', metadata];
  const { stderr } = await buildGrocker(greeter, [...secret(), ...result, ...args]);
  await writeFile(file(`${tag}.log`), stderr, { flag: 'a' });
  return imageDigest(metadata);
}

function secret(): readonly string[] {
  return ['--secret', `id=netrc,src=${file('netrc')}`];
}

/** The filesystem of a target as a tar file. */
async function filesystem(target: string): Promise<string> {
  const tar = file(`${target}.tar`);
  await buildGrocker(greeter, [
    ...secret(),
    '--target',
    target,
    '--output',
    `type=tar,dest=${tar}`,
  ]);
  return tar;
}

async function baseFilesystem(): Promise<string> {
  const tar = file('base.tar');
  await buildx(['build', '--output', `type=tar,dest=${tar}`, '-'], {
    input: 'FROM debian:trixie-slim\n',
  });
  return tar;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grocker-test-'));
  await writeFile(file('netrc'), `machine index.invalid login anyone password ${canary}\n`);
  await built('first', []);
});

afterAll(async () => {
  const images = ['first', 'second', 'dated'].map(image);
  await docker(['image', 'rm', '--force', ...images], { statuses: [0, 1] });
  await rm(directory, { recursive: true, force: true });
});

describe('the runner', () => {
  test('runs its entry point with its arguments, and writes to its volumes', async () => {
    expect(await runImage(image('first'))).toBe('hello, world\n');
    expect(await runImage(image('first'), ['you', '&', 'me'])).toBe('hello, you &amp; me\n');
  });

  test('has the configuration of earlier versions', async () => {
    expect(await inspectedConfig(image('first'))).toEqual({
      User: '1000:1000',
      WorkingDir: '/home/grocker',
      Entrypoint: ['greet'],
      Cmd: ['world'],
      Env: [
        'PATH=/opt/app.venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'LANG=C.UTF-8',
        'HOME=/home/grocker',
        'PYTHONUNBUFFERED=1',
        'GROCKER_APP=greeter',
        'GROCKER_APP_EXTRAS=',
        'GREETING=hello',
        'WORKERS=2',
        'GROCKER_APP_VERSION=1.2',
      ],
      ExposedPorts: { '53/udp': {}, '8080/tcp': {} },
      Volumes: { '/data': {}, '/var/lib/greeter': {} },
      Labels: {
        'grocker.app.extras': '',
        'grocker.app.name': 'greeter',
        'grocker.app.version': '1.2',
        'grocker.image.role': 'runner',
        'grocker.runtime': 'trixie/3.13',
        'grocker.version': '9.0.0',
        'org.opencontainers.image.vendor': 'Example',
        ...(await describingLabels(image('first'), 'greeter', '1.2')),
      },
    });
  });

  test('has the files of the root stage, a venv and volumes, and nothing else', async () => {
    const [runner, root] = await Promise.all([filesystem('runner'), filesystem('root')]);
    const inRunner = await archivePaths(runner);
    const inRoot = new Set(await archivePaths(root));
    const added = inRunner.filter((path) => !inRoot.delete(path));
    const venv = 'opt/app.venv/';
    expect(added.filter((path) => !path.startsWith(venv))).toEqual(['data/', 'var/lib/greeter/']);
    expect([...inRoot], 'what the root stage has and the runner has not').toEqual([]);
    expect(added).toEqual(
      expect.arrayContaining([
        `${venv}bin/greet`,
        `${venv}lib/python3.13/site-packages/greeter/__pycache__/__init__.cpython-313.pyc`,
        `${venv}lib/python3.13/site-packages/markupsafe/_speedups.cpython-313-x86_64-linux-gnu.so`,
      ]),
    );
    const dpkg = 'var/lib/dpkg/status';
    expect(await archiveText(runner, dpkg)).toBe(await archiveText(root, dpkg));
    const inBase = new Set(await archivePaths(await baseFilesystem()));
    const own = inRunner.filter((path) => !inBase.has(path));
    expect(own.filter(isNoPartOfAnImage)).toEqual([]);
    expect((await readFile(runner)).includes(canary)).toBe(false);
  });
});

/** Tools, headers, wheels, caches and other inputs of steps. */
function isNoPartOfAnImage(path: string): boolean {
  return (
    /(^|\/)(gcc|g\+\+|cc|c\+\+|ld|as|make|uv|uvx|pip3?)(-[\d.]+)?$/.test(path) ||
    /\.(h|hpp|whl|deb|pyx)$|\.tar\.gz$/.test(path) ||
    /^(run|tmp|var\/tmp|var\/cache\/(grocker|apt\/archives)|var\/lib\/apt\/lists|root\/\.cache|build)\/./.test(
      path,
    )
  );
}

test('has the date of SOURCE_DATE_EPOCH, and no other layers', async () => {
  await built('dated', ['--build-arg', 'SOURCE_DATE_EPOCH=1700000000']);
  await docker(['pull', '--quiet', image('dated')]);
  const format = ['--format', '{{.Created}}'];
  const { stdout } = await docker(['image', 'inspect', ...format, image('dated')]);
  expect(new Date(stdout.trim()).getTime()).toBe(1_700_000_000_000);
  expect(await pushedLayers(repository, 'dated')).toEqual(await pushedLayers(repository, 'first'));
});

describe('built again', () => {
  test('it is the same image if nothing changed', async () => {
    const digest = await built('first', []);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await built('first', [])).toBe(digest);
  });

  test('every layer has the same digest without the cache', async () => {
    await built('second', ['--no-cache']);
    const layers = await pushedLayers(repository, 'second');
    expect(layers.length).toBeGreaterThan(6);
    expect(layers).toEqual(await pushedLayers(repository, 'first'));
  });

  test('a secret is in no log and no configuration', async () => {
    const logs = await Promise.all(
      ['first', 'second'].map((tag) => readFile(file(`${tag}.log`), 'utf8')),
    );
    const configuration = JSON.stringify(await inspectedConfig(image('second')));
    expect(`${logs.join('')}${configuration}`).toContain('greeter');
    expect(`${logs.join('')}${configuration}`).not.toContain(canary);
  });
});
