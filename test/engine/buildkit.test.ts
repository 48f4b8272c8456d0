import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  caSecret,
  docker,
  engineEnvironment,
  registry,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { examplePath } from '../support/example.ts';
import { pushedContents } from '../support/image.ts';
import { buildctl } from '../support/separate-buildkit.ts';

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

  test('is driven by buildctl, with the options of a Dockerfile', async () => {
    const directory = await temporaryDirectory({
      'app.py': '',
      'service.yml': [
        'runtime: trixie/3.13',
        'source: {path: ., include: [app.py]}',
        'args: {WORD: own}',
        'envs: {WORD: "${WORD}"}',
        'entrypoint_name: [python, app.py]',
        'services: {worker: {cmd: [worker]}}',
        '',
      ].join('\n'),
    });
    const options = {
      source: process.env['GROCKER_FRONTEND_IMAGE'] ?? 'org/grocker-frontend',
      filename: 'service.yml',
      target: 'worker',
      platform: `linux/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`,
      'build-arg:WORD': 'given',
      'label:com.example.team': 'harbour',
    };
    const solve = (more: Readonly<Record<string, string>>, args: readonly string[] = []) =>
      buildctl([
        ...['build', '--progress', 'plain', '--frontend', 'gateway.v0', ...caSecret()],
        ...['--local', `context=${directory}`, '--local', `dockerfile=${directory}`],
        ...Object.entries({ ...options, ...more }).flatMap((each) => ['--opt', each.join('=')]),
        ...args,
      ]);
    const image = uniqueTag('buildctl');
    const archive = join(directory, 'image.tar');
    await solve({}, ['--output', `type=docker,name=${image},dest=${archive}`]);
    await docker(['load', '--input', archive]);
    const { stdout } = await docker(['image', 'inspect', image, '--format', '{{json .Config}}']);
    const { Env, Labels, Cmd } = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect(Env).toContain('WORD=given');
    expect(Labels).toMatchObject({ 'com.example.team': 'harbour' });
    expect(Cmd).toEqual(['worker']);
    const outline = await solve({ requestid: 'frontend.outline', target: '' });
    expect(outline.stdout).toMatch(/^WORD +given/m);
  });
});
