import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveFaulty, type Fault } from '../support/faulty-server.ts';
import { greetingWheel, serveIndex } from '../support/package-index.ts';

const isPage = (path: string) => path.startsWith('/simple/');
const isWheel = (path: string) => path.endsWith('.whl');

async function definitionFor(url: string): Promise<string> {
  return temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'release: greeting==1.0',
      'runtime: trixie/3.13',
      'entrypoint_name: [python3, -c, "import greeting; print(greeting.text)"]',
      `index: {url: "${url}/simple"}`,
      '',
    ].join('\n'),
  });
}

// scripts/test --load runs these: some wait for a server that will not answer.
describe.runIf(sharesLoopback() && process.env['GROCKER_LOAD'])('a server with faults', () => {
  test.each<[string, Fault, (path: string) => boolean]>([
    ['the page of an index', 'too many requests', isPage],
    ['the page of an index', 'unavailable', isPage],
    ['the page of an index', 'cut off', isPage],
    ['the page of an index', 'stalls', isPage],
    ['a wheel', 'too many requests', isWheel],
    ['a wheel', 'unavailable', isWheel],
    ['a wheel', 'cut off', isWheel],
    ['a wheel', 'longer than it is', isWheel],
  ])('%s once: %s', async (_, fault, matches) => {
    const index = await serveIndex(greetingWheel());
    const server = await serveFaulty(index.url, fault, matches, 1);
    const directory = await definitionFor(server.url);
    const tag = uniqueTag('faulty');
    await buildGrocker(directory, [...hostNetwork, '--tag', tag, '--load']);
    expect(server.failed()).toHaveLength(1);
    expect(await runImage(tag)).toBe('hello\n');
  });

  test.each<[string, Fault, (path: string) => boolean]>([
    ['the page of an index', 'unavailable', isPage],
    ['the page of an index', 'too many requests', isPage],
    ['a wheel', 'unavailable', isWheel],
    ['a wheel', 'cut off', isWheel],
    ['a wheel', 'longer than it is', isWheel],
  ])('%s, always: %s, is one error at its place', async (_, fault, matches) => {
    const index = await serveIndex(greetingWheel());
    const server = await serveFaulty(index.url, fault, matches, Infinity);
    const directory = await definitionFor(server.url);
    const { stderr } = await buildGrocker(
      directory,
      [...hostNetwork, '--output', 'type=cacheonly'],
      {
        statuses: [1],
      },
    );
    const errors = stderr.match(/^ERROR: .*$/gm) ?? [];
    expect(errors).toHaveLength(1);
    // Of a wheel uv reads the metadata alone, if it can; then it is the file that cannot be fetched.
    const code =
      matches === isWheel ? '(?:network-unreachable|fetch-failed)' : 'network-unreachable';
    expect(errors[0]).toMatch(new RegExp(`grocker\\.yml:2:10: .*\\[${code}\\]`));
  });
});
