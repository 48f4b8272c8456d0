import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { buildGrocker, runImage, temporaryDirectory, uniqueTag } from '../support/engine.ts';
import { examplePath } from '../support/example.ts';
import { grocker } from '../support/grocker.ts';

const platforms = ['linux/amd64', 'linux/arm64'];
const both = platforms.join(',');

// scripts/test-arm64 runs this, where programs of both platforms run.
describe.skipIf(process.env['GROCKER_PLATFORMS'] !== both)('an image of two platforms', () => {
  test('is locked for both, built from the locks at once, and runs', async () => {
    const directory = await temporaryDirectory();
    await cp(examplePath('qrcode'), directory, { recursive: true });
    await grocker(['lock', '--platform', both], { directory });
    const locks = await Promise.all(
      ['grocker.lock', 'pylock.toml'].map((name) => readFile(join(directory, name), 'utf8')),
    );
    for (const word of ['_amd64.deb', '_arm64.deb', 'x86_64.whl', 'aarch64.whl']) {
      expect(locks.join('\n')).toContain(word);
    }

    const tag = uniqueTag('two-platforms');
    const { stderr } = await buildGrocker(directory, ['--platform', both, '--tag', tag]);
    expect(stderr).not.toContain(': resolve ');
    for (const platform of platforms) {
      expect(stderr).toContain(`[${platform} runner] merge`);
      const runArgs = ['--platform', platform];
      expect(await runImage(tag, ['Ar Mor'], { runArgs })).toContain('read back: Ar Mor');
    }
  });
});
