import { describe, expect, test } from 'vitest';

import { command } from '../support/command.ts';
import {
  buildImage,
  buildx,
  docker,
  engineEnvironment,
  registry,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';

const engine = (...args: string[]) => command('scripts/engine', args);

describe('scripts/engine', () => {
  test('up changes nothing if an engine runs', async () => {
    const before = await engine('status');
    const up = await engine('up');
    expect(up).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await engine('status')).toEqual(before);
  });

  test('exec gives a program the environment that env prints', async () => {
    const { stdout } = await engine('exec', 'sh', '-c', 'echo "$GROCKER_ENGINE $GROCKER_REGISTRY"');
    const environment = engineEnvironment();
    expect(stdout).toBe(`${environment['GROCKER_ENGINE']} ${registry()}\n`);
  });

  test('exec gives back the exit code', async () => {
    const result = await command('scripts/engine', ['exec', 'sh', '-c', 'exit 7'], {
      statuses: [7],
    });
    expect(result.status).toBe(7);
  });

  test('an unknown command is an error with the usage', async () => {
    const result = await command('scripts/engine', ['start'], { statuses: [2] });
    expect(result.stderr).toContain('Usage: scripts/engine COMMAND');
  });

  test('an image that can neither be pulled nor stood in for is an error that names it', async () => {
    const result = await command('scripts/engine', ['images', 'debian:no-such-image'], {
      statuses: [1],
    });
    expect(result.stderr).toContain('debian:no-such-image');
  });
});

describe('base images', () => {
  test.each([
    ['debian:trixie-slim', '13', 'trixie'],
    ['debian:bookworm-slim', '12', 'bookworm'],
  ])('%s is Debian %s', async (image, version, codename) => {
    const release = await runImage(image, [
      'sh',
      '-c',
      '. /etc/os-release; echo $VERSION_ID $VERSION_CODENAME',
    ]);
    expect(release).toBe(`${version} ${codename}\n`);
  });

  test('a slim image has neither Python, nor certificates, nor manuals', async () => {
    const found = await runImage('debian:trixie-slim', [
      'sh',
      '-c',
      'find /usr/bin/python3* /etc/ssl/certs /usr/share/man -type f 2>/dev/null; true',
    ]);
    expect(found).toBe('');
  });
});

describe('containers', () => {
  test('a step with a network reaches package indexes; one without has only loopback', async () => {
    const directory = await temporaryDirectory({
      Dockerfile: [
        'FROM debian:trixie-slim',
        'RUN apt-get update --error-on=any',
        'RUN --network=none test "$(ls /sys/class/net)" = lo',
      ].join('\n'),
    });
    const { stderr } = await buildImage(directory, ['--no-cache', '--output', 'type=cacheonly']);
    expect(stderr).toContain('DONE');
  });

  test('exec lands in the container', async () => {
    const { stdout } = await docker([
      'run',
      '--detach',
      '--rm',
      'debian:bookworm-slim',
      'sleep',
      '60',
    ]);
    const container = stdout.trim();
    try {
      const version = await docker([
        'exec',
        container,
        'sh',
        '-c',
        '. /etc/os-release; echo $VERSION_ID',
      ]);
      expect(version.stdout).toBe('12\n');
    } finally {
      await docker(['kill', container]);
    }
  });
});

describe('the registry', () => {
  test('serves what was pushed', async () => {
    const directory = await temporaryDirectory({
      Dockerfile: 'FROM debian:trixie-slim\nCOPY greeting /greeting\nCMD ["cat", "/greeting"]\n',
      greeting: 'hello from the registry\n',
    });
    const tag = uniqueTag('pushed');
    const name = `${registry()}/${tag}`;
    await buildImage(directory, ['--tag', name]);
    await docker(['push', '--quiet', name]);
    await docker(['image', 'rm', name]);
    await docker(['pull', '--quiet', name]);
    expect(await runImage(name)).toBe('hello from the registry\n');
    await docker(['image', 'rm', name]);
  });

  test('keeps a build cache', async () => {
    const directory = await temporaryDirectory({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' });
    const tag = String(Date.now());
    const cache = `type=registry,mode=max,ref=${registry()}/test/cache:${tag}`;
    await buildImage(directory, ['--cache-to', cache, '--output', 'type=cacheonly']);
    const response = await fetch(`http://${registry()}/v2/test/cache/manifests/${tag}`, {
      headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('application/vnd.buildkit.cacheconfig.v0');
  });
});

describe.runIf(engineEnvironment()['GROCKER_BUILDKIT'])('BuildKit', () => {
  test('finds base images by their usual names', async () => {
    const directory = await temporaryDirectory({
      Dockerfile: 'FROM debian:trixie-slim\nRUN --network=none cat /etc/debian_version\n',
    });
    const builder = engineEnvironment()['GROCKER_BUILDKIT'] ?? '';
    const { stderr } = await buildx([
      'build',
      '--builder',
      builder,
      '--no-cache',
      '--output',
      'type=cacheonly',
      directory,
    ]);
    expect(stderr).toMatch(/ 13\.\d+\n/);
  });
});
