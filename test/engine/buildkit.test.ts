import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  docker,
  engineEnvironment,
  registry,
  runImage,
  temporaryDirectory,
} from '../support/engine.ts';
import { examplePath } from '../support/example.ts';
import { pushedContents } from '../support/image.ts';

const builder = engineEnvironment()['GROCKER_BUILDKIT'] ?? '';

describe.runIf(builder)('BuildKit without Docker', () => {
  test('makes layers of the same bytes as Docker', async () => {
    const directory = await temporaryDirectory();
    await cp(fileURLToPath(examplePath('qrcode')), directory, { recursive: true });
    const build = (tag: string, args: readonly string[]) => {
      const name = `${registry()}/test/postcard:${tag}`;
      const output = ['--output', `type=image,name=${name},push=true`, '--provenance=false'];
      return buildGrocker(directory, [...output, ...args]);
    };
    await build('docker', []);
    await build('buildkit', ['--builder', builder]);
    const [ofDocker, ofBuildkit] = await Promise.all(
      ['docker', 'buildkit'].map((tag) => pushedContents('test/postcard', tag)),
    );
    expect(ofDocker?.length).toBeGreaterThan(4);
    expect(ofBuildkit).toEqual(ofDocker);
    const name = `${registry()}/test/postcard:buildkit`;
    expect(await runImage(name, ['hello'])).toContain('read back: hello\n');
    await docker(['image', 'rm', '--force', name, `${registry()}/test/postcard:docker`], {
      statuses: [0, 1],
    });
  });

  test('quotes the line of a mistake', async () => {
    const definition = '# syntax=org/grocker-frontend\nrelease: cowsay==6.1\nrelaese: cowsay\n';
    const directory = await temporaryDirectory({ 'grocker.yml': definition });
    const { stderr } = await buildGrocker(
      directory,
      ['--builder', builder, '--output', 'type=cacheonly'],
      { statuses: [1] },
    );
    expect(stderr).toMatch(/ 3 \| >>> relaese: cowsay\n/);
    expect(stderr).toMatch(/ERROR: .*grocker\.yml:3:1: unknown key "relaese"/);
  });
});
