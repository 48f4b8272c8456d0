import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { smallestProgram } from '../../src/graph/smallest-program.ts';
import {
  buildGrocker,
  buildx,
  engineEnvironment,
  registry,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { startSeparateBuildkit } from '../support/separate-buildkit.ts';

const [own, foreign] = process.arch === 'arm64' ? ['arm64', 'amd64'] : ['amd64', 'arm64'];

describe.runIf(engineEnvironment()['GROCKER_BUILDKIT'])('a builder', () => {
  test('that lists a platform and does not run its programs is named as the reason', async ({
    skip,
  }) => {
    const listed = [own, foreign].flatMap((each) => ['--oci-worker-platform', `linux/${each}`]);
    const builder = await startSeparateBuildkit({ args: listed });
    const push = async (name: string, dockerfile: string, platforms: string) => {
      const directory = await temporaryDirectory({ Dockerfile: dockerfile });
      await writeFile(
        join(directory, 'sh'),
        smallestProgram(foreign === 'arm64' ? 'arm64' : 'amd64'),
      );
      const image = `${registry()}/${uniqueTag(name)}`;
      await buildx(
        [
          ...['build', '--builder', builder.name, '--platform', platforms, '--provenance=false'],
          ...['--output', `type=image,name=${image},push=true`, '.'],
        ],
        { directory },
      );
      return image;
    };
    const released = process.env['GROCKER_FRONTEND_IMAGE'] ?? 'org/grocker-frontend';
    // As it is released, for both; nothing of the other one runs.
    const frontend = await push(
      'frontend-of-two',
      `FROM --platform=$BUILDPLATFORM ${released}\n`,
      `linux/${own},linux/${foreign}`,
    );
    const base = await push(
      'foreign-sh',
      'FROM scratch\nCOPY --chmod=755 sh /bin/sh\nCOPY --chmod=755 sh /usr/bin/python3\nENV PATH=/usr/bin:/bin\n',
      `linux/${foreign}`,
    );
    const directory = await temporaryDirectory({
      'grocker.yml': [
        `runtimes: {own: {image: "${base}"}}`,
        'runtime: own',
        'source: .',
        'entrypoint_name: [python, app.py]',
        '',
      ].join('\n'),
      'app.py': '',
    });
    const { status, stderr } = await buildGrocker(
      directory,
      [
        ...['--builder', builder.name, '--platform', `linux/${foreign}`],
        ...['--build-arg', `BUILDKIT_SYNTAX=${frontend}`, '--output', 'type=cacheonly'],
      ],
      { statuses: [0, 1] },
    );
    // Where the kernel has an emulator, or the machine is both.
    if (status === 0) skip();
    const errors = stderr.match(/^ERROR: .*$/gm) ?? [];
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(
      `the builder lists linux/${foreign}, but does not run programs of it`,
    );
    expect(stderr).toContain(`binfmt --install ${foreign}`);
  });
});
