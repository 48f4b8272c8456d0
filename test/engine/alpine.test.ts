import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, onTestFinished, test } from 'vitest';

import { VENV } from '../../src/spec/venv.ts';
import {
  buildGrocker,
  buildx,
  caSecret,
  docker,
  registry,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { pushedLayers } from '../support/image.ts';
import { serveFiles } from '../support/static-server.ts';
import { POD } from '../support/pod.ts';

/** Directories with the sources of apk-tools, separated by `:`; what is here is built from them. */
const sources = (process.env['GROCKER_APK_TOOLS'] ?? '').split(':').filter((path) => path !== '');

const standIn = fileURLToPath(new URL('alpine', import.meta.url));

function standInBuild(source: string, args: readonly string[]) {
  const contexts = ['--build-context', `apk-tools=${source}`];
  return buildx(['build', ...caSecret(), ...contexts, ...args, standIn]);
}

/** The stand-in's repository on loopback, until the test is finished. */
async function serveRepository(source: string): Promise<string> {
  const directory = await temporaryDirectory();
  const output = `type=local,dest=${directory}`;
  await standInBuild(source, ['--target', 'repository', '--output', output]);
  return serveFiles(() => directory);
}

const definition = (image: string, ...more: readonly string[]) =>
  [
    '# syntax=org/grocker-frontend',
    'release: docopt==0.6.2',
    'packages: [cowsay==6.1]',
    'runtime: ours/3.13',
    'runtimes:',
    `  ours/3.13: {image: "${image}", runtime: alpine, dependencies: {build: [mason]}}`,
    'entrypoint_name: cowsay',
    'volumes: [/data]',
    ...more,
    '',
  ].join('\n');

const canRun = sharesLoopback() && sources.length > 0;

describe.runIf(canRun).each(canRun ? sources : ['GROCKER_APK_TOOLS'])('apk of %s', (source) => {
  test('installs its resolution offline, with the same bytes each time, and from locks', async () => {
    const repository = await serveRepository(source);
    const base = uniqueTag('alpine');
    await standInBuild(source, ['--build-arg', `REPOSITORY=${repository}`, '--tag', base]);

    const directory = await temporaryDirectory({
      'grocker.yml': definition(base, 'dependencies: {run: [greeting]}'),
    });
    const repositoryName = 'test/on-alpine';
    const host = ['--network', 'host'];
    for (const tag of ['first', 'second']) {
      const image = `${registry()}/${repositoryName}:${tag}`;
      onTestFinished(async () => {
        await docker(['image', 'rm', '--force', image], { statuses: [0, 1] });
      });
      const again = tag === 'first' ? [] : ['--no-cache'];
      const pushed = ['--tag', image, '--push', '--provenance=false'];
      await buildGrocker(directory, [...host, ...again, ...pushed]);
    }
    const layers = await pushedLayers(repositoryName, 'first');
    expect(layers).toEqual(await pushedLayers(repositoryName, 'second'));

    const image = `${registry()}/${repositoryName}:first`;
    const shell = (script: string) =>
      runImage(image, ['-c', script], { runArgs: ['--network', 'none', '--entrypoint', 'sh'] });
    expect(await runImage(image, ['-t', 'moo'])).toContain('| moo |');
    expect(await shell('greeting; cat /etc/greeting.conf; cat /etc/apk/world; id -un')).toBe(
      'hello from a repository\nconfigured\ngreeting\ngrocker\n',
    );
    expect(await shell('touch /data/a; apk info -e greeting mason; command -v mason || true')).toBe(
      'greeting\n',
    );
    const inPod = (entrypoint: readonly string[], args: readonly string[]) =>
      runImage(image, args, { runArgs: [...POD, ...entrypoint] });
    expect(await inPod([], ['-t', 'moo'])).toContain('| moo |');
    expect(await inPod(['--entrypoint', 'sh'], ['-c', 'touch /data/b; id -u'])).toBe(
      '1000660000\n',
    );
    expect(await shell('find /var/cache /var/log /run -type f')).toBe('');

    await buildGrocker(directory, [
      ...[...host, '--target', 'lock', '--output', `type=local,dest=${directory}`],
    ]);
    expect(await readFile(join(directory, 'grocker.lock'), 'utf8')).toContain(
      '/greeting-1.2-r3.apk',
    );
    await buildGrocker(directory, [...host, '--output', 'type=cacheonly']);
  });

  test('is looked up for a platform that the builder does not run, and an image that needs no package is made', async ({
    skip,
  }) => {
    const [own, foreign] = process.arch === 'arm64' ? ['arm64', 'amd64'] : ['amd64', 'arm64'];
    const both = ['--platform', `linux/${own},linux/${foreign}`];
    const listed = (await buildx(['inspect'])).stdout;
    const { stdout: store } = await docker(['info', '--format', '{{.DriverStatus}}']);
    if (listed.includes(`linux/${foreign}`) || !store.includes('io.containerd.snapshotter')) skip();
    const directory = await temporaryDirectory();
    const output = ['--output', `type=local,dest=${directory}`];
    await standInBuild(source, [...both, '--target', 'repository', ...output]);
    const files = await temporaryDirectory();
    for (const each of [own, foreign]) {
      await cp(join(directory, `linux_${each}`), files, { recursive: true });
    }
    const repository = await serveFiles(() => files);
    const base = uniqueTag('alpine');
    await standInBuild(source, [
      ...both,
      ...['--build-arg', `REPOSITORY=${repository}`, '--provenance=false', '--tag', base],
    ]);
    const context = await temporaryDirectory({
      'grocker.yml': definition(base, 'dependencies: {run: [greeting]}'),
    });
    await buildGrocker(context, [
      ...['--network', 'host', '--platform', `linux/${foreign}`, '--target', 'lock'],
      ...['--output', `type=local,dest=${context}`],
    ]);
    const lock = await readFile(join(context, 'grocker.lock'), 'utf8');
    expect(lock).toContain(`"linux/${foreign}"`);
    const machine = foreign === 'arm64' ? 'aarch64' : 'x86_64';
    for (const file of ['greeting-1.2-r3.apk', 'greeting-data']) {
      expect(lock).toContain(`/${machine}/${file}`);
    }

    const plain = await temporaryDirectory({ 'grocker.yml': definition(base) });
    const root = join(plain, 'root');
    await buildGrocker(plain, [
      ...['--network', 'host', '--platform', `linux/${foreign}`],
      ...['--output', `type=local,dest=${root}`],
    ]);
    const packages = join(root, VENV, 'lib/python3.13/site-packages');
    expect(await readdir(packages)).toEqual(
      expect.arrayContaining(['cowsay', 'docopt.py', 'docopt-0.6.2.dist-info']),
    );
    const code = await readdir(join(packages, 'cowsay/__pycache__'));
    expect(code).toContain('__init__.cpython-313.pyc');
    expect(await readFile(join(root, 'etc/passwd'), 'utf8')).toMatch(/^grocker:x:1000:1000:/m);
    expect(await readdir(root)).toContain('data');
    const refused = await buildGrocker(
      context,
      ['--network', 'host', '--platform', `linux/${foreign}`, '--output', 'type=cacheonly'],
      { statuses: [1] },
    );
    expect(refused.stderr).toMatch(/ERROR: .*grocker\.yml:\d+:\d+: apk: greeting/);
  });

  test('names the missing package', async () => {
    const repository = await serveRepository(source);
    const base = uniqueTag('alpine');
    await standInBuild(source, ['--build-arg', `REPOSITORY=${repository}`, '--tag', base]);
    const directory = await temporaryDirectory({
      'grocker.yml': definition(base, 'dependencies: {run: [greeting, libzbar]}'),
    });
    const args = ['--network', 'host', '--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(directory, args, { statuses: [1] });
    expect(stderr).toMatch(/^ERROR: .*grocker\.yml:9:32: apk cannot install .*libzbar \(no such/m);
  });
});
