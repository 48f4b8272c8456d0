import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { command } from '../support/command.ts';
import {
  buildGrocker,
  docker,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveFiles } from '../support/static-server.ts';

const definition = (...lines: readonly string[]) =>
  ['# syntax=org/grocker-frontend', 'source: {path: ., include: [a.py]}', ...lines, ''].join('\n');

const run = 'entrypoint_name: [python, a.py]';

async function built(directory: string, args: readonly string[] = []): Promise<string> {
  const tag = uniqueTag('files');
  await buildGrocker(directory, [...args, '--tag', tag, '--load']);
  onTestFinished(async () => {
    await docker(['image', 'rm', '--force', tag]);
  });
  return tag;
}

async function history(tag: string): Promise<readonly string[]> {
  const args = ['history', '--no-trunc', '--format', '{{.CreatedBy}}', tag];
  return (await docker(args)).stdout.trim().split('\n').slice(0, 3);
}

const shown = `
import os, sys
for top in sys.argv[1:]:
    for path in [top, *sorted(os.path.join(top, each) for each in (os.listdir(top) if os.path.isdir(top) else []))]:
        stat = os.stat(path)
        text = open(path).read().strip() if os.path.isfile(path) else ""
        print(path, oct(stat.st_mode)[-3:], stat.st_uid, int(stat.st_mtime), text)
`;

test('files of a named context and of an image are layers of their own', async () => {
  const assets = await temporaryDirectory({
    'dist/app.js': 'js',
    'dist/app.css': 'css',
    'secret.txt': 'not taken',
  });
  const files =
    'files: [b.txt, {from: assets, path: dist, to: static}, {from: "debian:trixie-slim", path: /etc/debian_version, to: /srv/version}]';
  const directory = await temporaryDirectory({
    'grocker.yml': definition(run, 'owner: root', files),
    'a.py': shown,
    'b.txt': 'own',
  });
  const tag = await built(directory, ['--build-context', `assets=${assets}`]);
  const home = '/home/grocker';
  const paths = [`${home}/static`, '/srv/version', `${home}/b.txt`];
  const lines = (await runImage(tag, paths)).trim().split('\n');
  expect(lines.map((line) => line.replace(/ 13\.\d+$/, ' 13'))).toEqual([
    `${home}/static 755 0 315532800 `,
    `${home}/static/app.css 644 0 315532800 css`,
    `${home}/static/app.js 644 0 315532800 js`,
    '/srv/version 644 0 315532800 13',
    `${home}/b.txt 644 0 315532800 own`,
  ]);
  expect(await history(tag)).toEqual([
    'application files',
    'files: b.txt',
    'files: etc/debian_version of debian:trixie-slim',
  ]);
});

test('a context that is not given, and a path that it lacks, are errors at their lines', async () => {
  const assets = await temporaryDirectory({ 'dist/app.js': 'js' });
  const directory = await temporaryDirectory({
    'grocker.yml': definition(run, 'files: [{from: registry.invalid/assets, path: dist}]'),
    'none.yml': definition(run, 'files: [{from: assets, path: build}]'),
    'a.py': '',
  });
  const args = ['--output', 'type=cacheonly'];
  const unknown = await buildGrocker(directory, args, { statuses: [1] });
  expect(unknown.stderr).toMatch(/grocker\.yml:4:16: .*registry\.invalid\/assets/);
  const context = ['--file', join(directory, 'none.yml'), '--build-context', `assets=${assets}`];
  const missing = await buildGrocker(directory, [...args, ...context], { statuses: [1] });
  expect(missing.stderr).toMatch(/none\.yml:4:30: assets has no build/);
});

test.runIf(sharesLoopback())('downloads are pinned by their hash', async () => {
  const served = await temporaryDirectory({ 'model.bin': 'weights', 'corpus/words.txt': 'words' });
  await command('tar', ['-czf', join(served, 'corpus.tgz'), '-C', join(served, 'corpus'), '.']);
  const url = await serveFiles(() => served);
  const hash = async (name: string) =>
    createHash('sha256')
      .update(await readFile(join(served, name)))
      .digest('hex');
  const fetch = (sha256: string, corpus: string) =>
    [
      'fetch:',
      `  - {url: "${url}/model.bin", sha256: ${sha256}, to: models/first.bin}`,
      `  - {url: "${url}/corpus.tgz", sha256: ${corpus}, to: /opt/corpus, unpack: true}`,
    ].join('\n');
  const corpus = await hash('corpus.tgz');
  const directory = await temporaryDirectory({
    'grocker.yml': definition(run, fetch(await hash('model.bin'), corpus)),
    'other.yml': definition(run, fetch('0'.repeat(64), corpus)),
    'a.py': shown,
  });
  const tag = await built(directory);
  const home = '/home/grocker';
  expect((await runImage(tag, [`${home}/models`, '/opt/corpus/words.txt'])).split('\n')).toEqual([
    `${home}/models 775 1000 315532800 `,
    `${home}/models/first.bin 644 0 315532800 weights`,
    '/opt/corpus/words.txt 644 0 315532800 words',
    '',
  ]);
  expect(await history(tag)).toEqual([
    'application files',
    'fetch: corpus.tgz',
    'fetch: model.bin',
  ]);
  // A step finds out whether it is another file or an error page; it reaches the server only with the host's network.
  const host = ['--network', 'host', '--output', 'type=cacheonly'];
  const args = ['--file', join(directory, 'other.yml'), ...host];
  const { stderr } = await buildGrocker(directory, args, { statuses: [1] });
  expect(stderr).toMatch(/other\.yml:5:11: .*model\.bin.*\[checksum-mismatch\]/);
});

test.runIf(sharesLoopback())(
  'a download without a hash is used as it is until grocker.lock has its hash; a zip is unpacked',
  async () => {
    const served = await temporaryDirectory({ 'model.bin': 'first', 'words/a.txt': 'a' });
    await command(
      'python3',
      ['-m', 'zipfile', '-c', join(served, 'words.zip'), join(served, 'words', 'a.txt')],
      {},
    );
    const url = await serveFiles(() => served);
    const fetch = [
      'fetch:',
      `  - {url: "${url}/model.bin", to: models/model.bin}`,
      `  - {url: "${url}/words.zip", to: words, unpack: true}`,
    ].join('\n');
    const image = 'files: [{from: "debian:trixie-slim", path: /etc/debian_version, to: version}]';
    const directory = await temporaryDirectory({
      'grocker.yml': definition(run, fetch, image),
      'a.py': shown,
    });
    const host = ['--network', 'host'];
    const output = ['--target', 'lock', '--output', `type=local,dest=${directory}`];
    await buildGrocker(directory, [...host, ...output]);
    const lock = await readFile(join(directory, 'grocker.lock'), 'utf8');
    const sha256 = createHash('sha256').update('first').digest('hex');
    expect(lock).toContain(`url = "${url}/model.bin"\nsha256 = "${sha256}"\n`);
    expect(lock).toMatch(/from = "debian:trixie-slim"\n/);

    // The lock applies: the file of the server differs from the locked one.
    await writeFile(join(directory, 'grocker.lock'), lock.replaceAll(sha256, '0'.repeat(64)));
    const changed = await buildGrocker(directory, [...host, '--output', 'type=cacheonly'], {
      statuses: [1],
    });
    expect(changed.stderr).toContain('[checksum-mismatch]');
    await writeFile(join(directory, 'grocker.lock'), lock);
    const tag = await built(directory, host);
    const home = '/home/grocker';
    expect(await runImage(tag, [`${home}/models/model.bin`, `${home}/words/a.txt`])).toBe(
      `${home}/models/model.bin 644 0 315532800 first\n${home}/words/a.txt 644 0 315532800 a\n`,
    );
  },
);
