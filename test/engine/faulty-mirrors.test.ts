import { describe, expect, test } from 'vitest';

import { greetingLines, serveAptRepository } from '../support/apt-repository.ts';
import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveFaulty, type Fault } from '../support/faulty-server.ts';

const isRelease = (path: string) => path.endsWith('/InRelease');
const isList = (path: string) => path.includes('/Packages');
const isPackage = (path: string) => path.endsWith('.deb');

type Case = readonly [part: string, fault: Fault, matches: (path: string) => boolean];

const lookedUp = (reason: string) =>
  new RegExp(
    `grocker\\.yml:3:10: apt cannot look up the system packages of .*, because the Debian mirror cannot be reached: ${reason} \\(Failed to fetch http.* · .* \\[network-unreachable\\]`,
  );
const fetched = (reason: string) =>
  new RegExp(
    `grocker\\.yml:5:22: the file of grocker-greeting 1\\.0 could not be fetched from http\\S+: ${reason} · .* \\[fetch-failed\\]`,
  );

/** An application with one package of a repository of its own, behind a server that fails. */
async function applicationBehind(fault: Fault, matches: (path: string) => boolean, times: number) {
  const { url, key } = await serveAptRepository();
  const server = await serveFaulty(url, fault, matches, times);
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'source: .',
      'runtime: trixie/3.13',
      'entrypoint_name: [cat, /usr/share/greeting/text]',
      ...greetingLines({ url: server.url, key }),
      '',
    ].join('\n'),
    'app.py': '',
  });
  return { directory, server };
}

// scripts/test --load runs these: each asks apt anew, and apt waits before it tries again.
describe.runIf(sharesLoopback() && process.env['GROCKER_LOAD'])('an apt mirror', () => {
  test.each<Case>([
    ['its release', 'too many requests', isRelease],
    ['its release', 'stalls', isRelease],
    ['its list', 'unavailable', isList],
    ['its list', 'cut off', isList],
    ['its list', 'longer than it is', isList],
    ['a package', 'too many requests', isPackage],
    ['a package', 'unavailable', isPackage],
    ['a package', 'cut off', isPackage],
    ['a package', 'longer than it is', isPackage],
  ])('%s once: %s', async (_, fault, matches) => {
    const { directory, server } = await applicationBehind(fault, matches, 1);
    const tag = uniqueTag('faulty-mirror');
    await buildGrocker(directory, [...hostNetwork, '--tag', tag]);
    expect(server.failed()).not.toEqual([]);
    expect(await runImage(tag)).toBe('hello from a repository\n');
  });

  test.each<[...Case, message: RegExp]>([
    ['its release', 'too many requests', isRelease, lookedUp('it is busy or out of order')],
    ['its release', 'cut off', isRelease, lookedUp('it does not answer as it should')],
    ['its release', 'stalls', isRelease, lookedUp('it does not answer as it should')],
    ['its list', 'unavailable', isList, lookedUp('it is busy or out of order')],
    ['its list', 'shorter than it is', isList, lookedUp('its files do not fit together')],
    ['a package', 'too many requests', isPackage, fetched('it is busy or out of order')],
    ['a package', 'unavailable', isPackage, fetched('it is busy or out of order')],
    ['a package', 'cut off', isPackage, fetched('it does not answer as it should')],
    ['a package', 'longer than it is', isPackage, fetched('it does not answer as it should')],
    [
      'a package',
      'shorter than it is',
      isPackage,
      /grocker\.yml:5:22: the file of grocker-greeting 1\.0 at http:\S+ is gone or was replaced .* \[file-gone\]/,
    ],
  ])('%s, always: %s, is one error at its place', async (_, fault, matches, message) => {
    const { directory } = await applicationBehind(fault, matches, Infinity);
    const output = ['--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(directory, [...hostNetwork, ...output], {
      statuses: [1],
    });
    const errors = stderr.match(/^ERROR: .*$/gm) ?? [];
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
  });
});
