import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { command } from '../support/command.ts';
import { buildx, engineBuilders, sharesLoopback, temporaryDirectory } from '../support/engine.ts';
import { makeRepository, serveGit } from '../support/git-server.ts';
import { definition, startProbe, type Probe } from '../support/probe.ts';

let probe: Probe;
beforeAll(async () => {
  probe = await startProbe();
});
afterAll(() => probe.remove());

const builders = engineBuilders();

const files = { 'a.txt': 'a', 'sub/b.txt': 'b', 'left.txt': 'left', '.dockerignore': 'left.txt\n' };
const answers = [{ 'a.txt': 'a', 'sub/b.txt': 'b' }];
const asked = () =>
  definition(probe, [{ ask: 'files', patterns: ['a.txt', 'sub/*.txt', 'left.txt'] }]);

/** What the frontend answers to a build with these arguments. */
async function answered(args: readonly string[], input?: string | Uint8Array) {
  const result = await temporaryDirectory();
  const output = ['--output', `type=local,dest=${result}`];
  await buildx(['build', ...output, ...args], { input });
  return JSON.parse(await readFile(join(result, 'answers.json'), 'utf8')) as unknown[];
}

describe.each(builders)('a client of %s gives', (builder) => {
  test('the definition on standard input', async () => {
    const directory = await temporaryDirectory(files);
    expect(await answered(['--builder', builder, '--file', '-', directory], asked())).toEqual(
      answers,
    );
  });

  test('a tarball on standard input', async () => {
    const directory = await temporaryDirectory({ ...files, 'service/grocker.yml': asked() });
    // Beside the directory: tar gives up where what it reads changes.
    const archive = join(await temporaryDirectory(), 'context.tar');
    await command('tar', ['--create', '--file', archive, '.'], { directory });
    const args = ['--builder', builder, '--file', 'service/grocker.yml', '-'];
    // A .dockerignore is for the client, which sends the tarball as it is.
    expect(await answered(args, await readFile(archive))).toEqual([
      { ...answers[0], 'left.txt': 'left' },
    ]);
  });

  test.runIf(sharesLoopback())('a git repository that asks for a token', async () => {
    const token = randomBytes(12).toString('hex');
    const directory = await temporaryDirectory();
    makeRepository(join(directory, 'team', 'app.git'), { ...files, 'grocker.yml': asked() });
    const secret = join(directory, 'secret');
    await writeFile(secret, token);
    const encoded = Buffer.from(`x-access-token:${token}`).toString('base64');
    const { url, stop } = await serveGit(directory, `Basic ${encoded}`);
    onTestFinished(stop);
    const context = `${url}team/app.git#main`;
    const args = ['--builder', builder, '--file', 'grocker.yml'];
    expect(
      await answered([...args, '--secret', `id=GIT_AUTH_TOKEN,src=${secret}`, context]),
    ).toEqual([{ ...answers[0], 'left.txt': 'left' }]);
    const refused = await buildx(['build', ...args, '--output', 'type=cacheonly', context], {
      statuses: [1],
    });
    expect(refused.stderr).not.toContain(token);
  });
});
