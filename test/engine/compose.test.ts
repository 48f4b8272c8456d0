import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { command } from '../support/command.ts';
import {
  docker,
  engineEnvironment,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';

/** Ends if the image has not what compose gives its build. */
const printing = (word: string) =>
  [
    'import os, time',
    'assert os.environ["WORD"] == "composed"',
    'assert open("static/asset.txt").read() == "of another context"',
    `print("${word}", flush=True)`,
    'time.sleep(3600)',
    '',
  ].join('\n');

/** A project of compose with one service that prints a word, and is built again where its file changes. */
async function project() {
  const image = uniqueTag('composed');
  const bundle = engineEnvironment()['GROCKER_CA_BUNDLE'] ?? '';
  const frontend = process.env['GROCKER_FRONTEND_IMAGE'];
  const build = {
    context: '.',
    dockerfile: 'grocker.yml',
    args: { WORD: 'composed', ...(frontend !== undefined && { BUILDKIT_SYNTAX: frontend }) },
    additional_contexts: { assets: './assets' },
    ...(bundle !== '' && { secrets: ['ca-certificates'] }),
  };
  const web = {
    image,
    build,
    network_mode: 'none',
    stop_grace_period: '0s',
    develop: { watch: [{ action: 'rebuild', path: 'web.py' }] },
  };
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'source: {path: ., include: [web.py]}',
      'runtime: trixie/3.13',
      'args: {WORD: own}',
      'envs: {WORD: "${WORD}"}',
      'files: [{from: assets, path: ., to: static}]',
      'entrypoint_name: [python, web.py]',
      '',
    ].join('\n'),
    'assets/asset.txt': 'of another context',
    'web.py': printing('first'),
    'compose.yml': JSON.stringify({
      services: { web },
      ...(bundle !== '' && { secrets: { 'ca-certificates': { file: bundle } } }),
    }),
  });
  onTestFinished(async () => {
    await docker(['compose', 'down', '--timeout', '0'], { directory, statuses: [0, 1] });
  });
  return { directory, image };
}

// scripts/test --engines runs these: the client gets compose from Debian.
describe.runIf(sharesLoopback() && process.env['GROCKER_ENGINES'] === 'all')('compose', () => {
  test('builds a service of a grocker.yml, and again where a watched file changes', async () => {
    await command('scripts/engine', ['compose']);
    const { directory, image } = await project();
    await docker(['compose', 'build'], { directory });
    const { stdout: built } = await docker(['image', 'inspect', '--format', '{{.Id}}', image]);

    const watching = spawn('docker', ['compose', 'up', '--watch'], {
      cwd: directory,
      env: { ...process.env, ...engineEnvironment() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [watching.stdout, watching.stderr]) {
      stream.on('data', (part: Buffer) => (printed += part.toString()));
    }
    const ended = once(watching, 'close');
    try {
      await expect.poll(() => printed, { timeout: 120_000 }).toMatch(/\| first$/m);
      await expect.poll(() => printed, { timeout: 120_000 }).toContain('Watch enabled');
      await writeFile(join(directory, 'web.py'), printing('second'));
      await expect.poll(() => printed, { timeout: 120_000 }).toMatch(/\| second$/m);
    } finally {
      watching.kill('SIGINT');
      await ended;
    }
    const { stdout: rebuilt } = await docker(['image', 'inspect', '--format', '{{.Id}}', image]);
    expect(rebuilt).not.toBe(built);
  });
});
