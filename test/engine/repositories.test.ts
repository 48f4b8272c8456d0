import { expect, test } from 'vitest';

import { serveAptRepository } from '../support/apt-repository.ts';
import {
  buildGrocker,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';

test.runIf(sharesLoopback())(
  'a package of a signed repository is installed, and apt-cache policy names the repository',
  async () => {
    const { url, key } = await serveAptRepository();
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'release: cowsay==6.1',
        'runtime: trixie/3.13',
        'entrypoint_name: cowsay',
        'dependencies: {run: [grocker-greeting]}',
        'repositories:',
        '  greeting:',
        `    uri: deb ${url} stable main`,
        '    key: |-',
        ...key
          .trimEnd()
          .split('\n')
          .map((line) => `      ${line}`),
        '',
      ].join('\n'),
    });
    const tag = uniqueTag('repository');
    await buildGrocker(directory, ['--network', 'host', '--tag', tag]);

    const shell = (script: string) =>
      runImage(tag, ['-c', script], {
        runArgs: ['--network', 'host', '--user', 'root', '--entrypoint', 'sh'],
      });
    expect(await shell('cat /usr/share/greeting/text')).toBe('hello from a repository\n');
    const own = '-o Dir::Etc::SourceList=/dev/null';
    const policy = await shell(
      `apt-get -qq ${own} update && apt-cache ${own} policy grocker-greeting`,
    );
    expect(policy).toContain('Installed: 1.0');
    expect(policy).toContain(`500 ${url} stable/main`);
  },
);
