import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import { executed, parseProgress } from '../../bench/progress.ts';
import { makeCertificates } from '../support/certificates.ts';
import {
  buildGrocker,
  docker,
  engineEnvironment,
  registry,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { imageDigest } from '../support/image.ts';
import { driverOptions, startSeparateBuildkit } from '../support/separate-buildkit.ts';

const application = {
  'grocker.yml': '# syntax=org/grocker-frontend\nsource: .\nentrypoint_name: [python, hello.py]\n',
  'hello.py': 'print("hello")\n',
};

describe.runIf(engineEnvironment()['GROCKER_BUILDKIT'])('builders of several machines', () => {
  test('accept only clients with a certificate of their authority', async () => {
    const certificates = makeCertificates(await temporaryDirectory());
    const builder = await startSeparateBuildkit({ certificates });
    const directory = await temporaryDirectory(application);
    const image = `${registry()}/${uniqueTag('remote')}`;
    const output = ['--output', `type=image,name=${image},push=true`];
    await buildGrocker(directory, ['--builder', builder.name, ...output]);
    expect(await runImage(image)).toBe('hello\n');

    const stranger = `${builder.name}-stranger`;
    const { client } = makeCertificates(await temporaryDirectory());
    onTestFinished(async () => {
      await docker(['buildx', 'rm', '--keep-daemon', stranger], { statuses: [0, 1] });
    });
    await docker([
      ...['buildx', 'create', '--name', stranger, '--driver', 'remote', '--driver-opt'],
      ...[driverOptions({ ...certificates, client }), builder.address],
    ]);
    const { stderr } = await buildGrocker(
      directory,
      ['--builder', stranger, '--output', 'type=cacheonly'],
      { statuses: [1] },
    );
    // The client tries again until its timeout, because the builder closes the connection.
    expect(stderr).toMatch(/waiting for connection/);
  });

  test('share one cache: each makes the same image, and no step runs twice', async () => {
    const builders = [await startSeparateBuildkit(), await startSeparateBuildkit()] as const;
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        'project: .',
        'no_binary: [markupsafe]',
        'dependencies: {run: [libzbar0t64]}',
        'entrypoint_name: [python, -m, shop]',
        'services:',
        '  worker: {extras: [worker]}',
        '',
      ].join('\n'),
      'pyproject.toml': [
        '[project]',
        'name = "shop"',
        'version = "1.0"',
        'dependencies = ["markupsafe==3.0.2"]',
        'optional-dependencies = {worker = ["itsdangerous==2.2.0"]}',
        '',
      ].join('\n'),
      'src/shop/__init__.py': '',
      'src/shop/__main__.py': 'print("open")\n',
    });
    const image = `${registry()}/${uniqueTag('farm')}`;
    const build = async (builder: (typeof builders)[number], target: string) => {
      const cache = (name: string) => `type=registry,ref=${image}-cache-${name}`;
      const metadata = join(await temporaryDirectory(), 'metadata.json');
      const { stderr } = await buildGrocker(directory, [
        ...['--builder', builder.name, '--progress', 'rawjson', '--provenance', 'false'],
        ...['--target', target, '--metadata-file', metadata],
        ...['--cache-from', cache('runner'), '--cache-from', cache('worker')],
        ...['--cache-to', `${cache(target)},mode=max`],
        ...['--output', `type=image,name=${image}-${target},push=true`],
      ]);
      // Laying layers one over another takes neither a container nor the layers themselves.
      const ran = executed(parseProgress(stderr))
        .map(({ name }) => name)
        .filter((name) => !/ (?:merge|keep answers in the cache)$/.test(name));
      return { ran, digest: await imageDigest(metadata) };
    };

    const [first, second] = builders;
    const web = await build(first, 'runner');
    expect(web.ran).toContainEqual(expect.stringMatching(/compile markupsafe/));
    // The other builder makes another service: only its own files are new to both.
    const worker = await build(second, 'worker');
    expect(worker.ran).toContainEqual(expect.stringMatching(/itsdangerous/));
    expect(worker.ran.filter((name) => /compile|apt:/.test(name))).toEqual([]);
    expect(await build(first, 'worker')).toEqual({ ran: [], digest: worker.digest });
    expect(await build(second, 'runner')).toEqual({ ran: [], digest: web.digest });
  });

  // scripts/test-arm64 runs this, where programs of both platforms run.
  test.runIf(process.env['GROCKER_PLATFORMS'] === 'linux/amd64,linux/arm64')(
    'make one image of two platforms, each on its own node',
    async () => {
      const platforms = ['linux/amd64', 'linux/arm64'] as const;
      const nodes = await Promise.all(
        platforms.map(async (platform) => ({
          platform,
          ...(await startSeparateBuildkit({ args: ['--oci-worker-platform', platform] })),
        })),
      );
      const [first, second] = nodes;
      const name = `${first?.name ?? ''}-farm`;
      onTestFinished(async () => {
        await docker(['buildx', 'rm', '--keep-daemon', name], { statuses: [0, 1] });
      });
      for (const { platform, address } of nodes) {
        const joined = platform === first?.platform ? [] : ['--append'];
        const node = ['--driver', 'remote', '--platform', platform, address];
        await docker(['buildx', 'create', '--name', name, ...joined, ...node]);
      }
      const directory = await temporaryDirectory({
        'grocker.yml':
          '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nrelease: markupsafe==3.0.2\nentrypoint_name: [python, -c, "import markupsafe._speedups, platform; print(platform.machine())"]\n',
      });
      const image = `${registry()}/${uniqueTag('nodes')}`;
      const output = ['--output', `type=image,name=${image},push=true`, '--provenance=false'];
      const both = ['--platform', platforms.join(',')];
      await buildGrocker(directory, ['--builder', name, ...both, ...output]);
      for (const [platform, machine] of [
        ['linux/amd64', 'x86_64'],
        ['linux/arm64', 'aarch64'],
      ] as const) {
        const runArgs = ['--pull', 'always', '--platform', platform];
        expect(await runImage(image, [], { runArgs })).toBe(`${machine}\n`);
      }
      const ran = async (builder: string, platform: string) => {
        const quiet = ['--progress', 'rawjson', '--output', 'type=cacheonly'];
        const args = ['--builder', builder, '--platform', platform, ...quiet];
        const { stderr } = await buildGrocker(directory, args);
        return executed(parseProgress(stderr)).map(({ name: step }) => step);
      };
      // The node of a platform has all of its steps, and the other one none.
      expect(await ran(second?.name ?? '', 'linux/arm64')).toEqual([]);
      expect(await ran(first?.name ?? '', 'linux/amd64')).toEqual([]);
      expect(await ran(second?.name ?? '', 'linux/amd64')).not.toEqual([]);
    },
  );
});
