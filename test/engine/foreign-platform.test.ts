import { describe, expect, test } from 'vitest';

import { buildGrocker, buildx, temporaryDirectory } from '../support/engine.ts';

const foreign = process.arch === 'arm64' ? 'linux/amd64' : 'linux/arm64';

/** Whether programs of the other platform run here after all. */
async function isEmulated(): Promise<boolean> {
  return (await buildx(['inspect'])).stdout.includes(foreign);
}

describe('a platform that the builder neither is nor emulates', () => {
  test('is refused with the steps that need it, and nothing is pulled or run for it', async ({
    skip,
  }) => {
    if (await isEmulated()) skip();
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        'source: .',
        'dependencies: {run: [libzbar0t64]}',
        'entrypoint_name: [python, hello.py]',
        '',
      ].join('\n'),
      'hello.py': 'print("hello")\n',
    });
    const { stderr } = await buildGrocker(
      directory,
      ['--platform', foreign, '--output', 'type=cacheonly'],
      { statuses: [1] },
    );
    expect(stderr).toContain(
      `grocker.yml:2:10: apt: python3 ca-certificates: this step runs programs of ${foreign}, and the builder runs only those of `,
    );
    expect(stderr).toMatch(/grocker\.yml:4:\d+: apt: .*libzbar0t64/);
    expect(stderr).not.toMatch(/exec format error[^]*\[interpreter\]|load metadata for debian/);
  });
});
