import { describe, expect, test } from 'vitest';

import { command } from '../support/command.ts';
import {
  buildImage,
  docker,
  engineEnvironment,
  registry,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';

const image = 'org/grocker-frontend';

interface Manifest {
  readonly layers: readonly { readonly size: number }[];
}

interface ImageConfig {
  readonly Entrypoint: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
}

describe('the frontend image', () => {
  test('has at most 75 MB to pull', async () => {
    const response = await fetch(`http://${registry()}/v2/${image}/manifests/latest`, {
      headers: {
        accept:
          'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
      },
    });
    expect(response.status).toBe(200);
    const { layers } = (await response.json()) as Manifest;
    const megabytes = layers.reduce((sum, { size }) => sum + size, 0) / 1e6;
    expect(megabytes).toBeGreaterThan(50);
    expect(megabytes).toBeLessThan(75);
  });

  test('starts from its snapshot, without a network, for builds with inputs, subrequests and contexts', async () => {
    const { stdout } = await docker(['image', 'inspect', '--format', '{{json .Config}}', image]);
    const { Entrypoint, Labels } = JSON.parse(stdout) as ImageConfig;
    expect({ Entrypoint, Labels }).toEqual({
      Entrypoint: ['/usr/local/bin/frontend'],
      Labels: {
        'moby.buildkit.frontend.network.none': 'true',
        'moby.buildkit.frontend.caps':
          'moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts',
      },
    });
  });

  test('has the program, which holds Node, the libraries that it needs, uv and the steps, and nothing else', async () => {
    const { stdout: container } = await docker(['create', image]);
    const { stdout } = await command(
      'sh',
      ['-c', 'docker export "$0" | tar -t; docker rm "$0" >/dev/null', container.trim()],
      { environment: engineEnvironment() },
    );
    const ours = stdout
      .split('\n')
      .filter((path) => !/^$|\/$|^(dev|proc|sys|etc|\.dockerenv)/.test(path))
      .filter((path) => !path.startsWith('steps/'))
      .map((path) => path.replace(/(x86_64|aarch64)-linux-gnu/, 'ARCH'))
      .sort();
    expect(ours).toEqual([
      'lib/ARCH/libatomic.so.1',
      'lib/ARCH/libc.so.6',
      'lib/ARCH/libdl.so.2',
      'lib/ARCH/libgcc_s.so.1',
      'lib/ARCH/libm.so.6',
      'lib/ARCH/libpthread.so.0',
      'lib/ARCH/libstdc++.so.6',
      expect.stringMatching(/^lib(64)?\/ld-linux-[a-z0-9-]+\.so\.\d$/),
      'usr/local/bin/frontend',
      'usr/local/bin/uv',
    ]);
  });

  test('has a uv that runs on any Linux', async () => {
    const directory = await temporaryDirectory({
      Dockerfile: [
        `FROM ${image} AS tools`,
        'FROM scratch',
        'COPY --from=tools /usr/local/bin/uv /uv',
        'ENTRYPOINT ["/uv"]',
      ].join('\n'),
    });
    const tag = uniqueTag('uv-alone');
    await buildImage(directory, ['--tag', tag]);
    expect(await runImage(tag, ['--version'])).toMatch(/^uv \d+\.\d+\.\d+ /);
  });
});
