import { describe, expect, test } from 'vitest';

import {
  greetingLines,
  serveAptRepository,
  type AptRepository,
} from '../support/apt-repository.ts';
import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { greetingWheel, serveIndex } from '../support/package-index.ts';

/** Resolves and fetches nothing: the cached answer has the current url. */
const resolve = (directory: string) =>
  buildGrocker(directory, [...hostNetwork, '--target', 'plan', '--output', 'type=cacheonly']);

const lock = (directory: string) =>
  buildGrocker(directory, [
    ...hostNetwork,
    ...['--target', 'lock', '--output', `type=local,dest=${directory}`],
  ]);

/** The words of a build that fails. */
async function failure(directory: string): Promise<string> {
  const output = ['--output', 'type=cacheonly'];
  const { stderr } = await buildGrocker(directory, [...hostNetwork, ...output], { statuses: [1] });
  return stderr;
}

describe.runIf(sharesLoopback())('a wheel that is gone from its url', () => {
  const releaseOf = (url: string) => ({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'release: greeting==1.0',
      'runtime: trixie/3.13',
      'entrypoint_name: [python3]',
      `index: {url: "${url}/simple"}`,
      '',
    ].join('\n'),
  });

  test('is resolved again if nothing is locked', async () => {
    const index = await serveIndex(greetingWheel());
    const directory = await temporaryDirectory(releaseOf(index.url));
    await resolve(directory);
    index.move();
    const tag = uniqueTag('healed');
    await buildGrocker(directory, [...hostNetwork, '--tag', tag]);
    expect(await runImage(tag, ['-c', 'import greeting; print(greeting.text)'])).toBe('hello\n');
  });

  test('is an error with the file, its line and the remedy if it is locked', async () => {
    const index = await serveIndex(greetingWheel());
    const directory = await temporaryDirectory(releaseOf(index.url));
    await lock(directory);
    index.move();
    expect(await failure(directory)).toMatch(
      /ERROR: .*pylock\.toml:\d+:\d+: the file of greeting 1\.0 is gone from http:.*greeting-1\.0-py3-none-any\.whl · Run `grocker lock`/,
    );
  });
});

describe.runIf(sharesLoopback())('a system package that is gone from its url', () => {
  const siteOf = (repository: AptRepository) => ({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'source: .',
      'runtime: trixie/3.13',
      'entrypoint_name: [cat, /usr/share/greeting/version]',
      ...greetingLines(repository),
      '',
    ].join('\n'),
    'app.py': '',
  });

  test('is resolved again if nothing is locked', async () => {
    const repository = await serveAptRepository();
    const directory = await temporaryDirectory(siteOf(repository));
    await resolve(directory);
    repository.update();
    const tag = uniqueTag('healed');
    await buildGrocker(directory, [...hostNetwork, '--tag', tag]);
    expect(await runImage(tag)).toMatch(/^1\.1 /);
  });

  test('is an error with the file, its line and the remedy if it is locked', async () => {
    const repository = await serveAptRepository();
    const directory = await temporaryDirectory(siteOf(repository));
    await lock(directory);
    repository.update();
    expect(await failure(directory)).toMatch(
      /ERROR: .*grocker\.lock:\d+:\d+: the file of grocker-greeting 1\.0 is gone from http:.*grocker-greeting_1\.0_all\.deb · Run `grocker lock`/,
    );
    await lock(directory);
    const tag = uniqueTag('locked-again');
    await buildGrocker(directory, [...hostNetwork, '--tag', tag]);
    expect(await runImage(tag)).toMatch(/^1\.1 /);
  });
});
