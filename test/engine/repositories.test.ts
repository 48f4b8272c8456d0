import { expect, test } from 'vitest';

import { repositoryLines, serveAptRepository } from '../support/apt-repository.ts';
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

test.runIf(sharesLoopback())(
  'what dpkg alone cannot install in the compiler stage apt does, and an alternative gets the directory of its man page',
  async () => {
    const repository = await serveAptRepository();
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'source: .',
        'entrypoint_name: [python, -c, "import ordered"]',
        'dependencies: {run: [grocker-manual], build: [grocker-second]}',
        ...repositoryLines(repository),
        '',
      ].join('\n'),
      'setup.py': [
        'import os, setuptools',
        'assert os.path.exists("/var/lib/first/configured")',
        'assert os.path.islink("/usr/share/man/man1/manual.1")',
        'setuptools.setup(name="ordered", version="1.0", py_modules=["ordered"])',
        '',
      ].join('\n'),
      'ordered.py': '',
      'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\n',
    });
    const tag = uniqueTag('ordered');
    await buildGrocker(directory, ['--network', 'host', '--tag', tag]);
    const said = await runImage(
      tag,
      ['-c', 'import os; print(os.readlink("/etc/alternatives/manual"))'],
      {
        runArgs: ['--entrypoint', 'python'],
      },
    );
    expect(said).toBe('/usr/lib/manual/manual\n');
  },
);
