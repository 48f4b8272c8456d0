import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { printedPattern } from '../support/console.ts';
import { buildGrocker, temporaryDirectory, type Files } from '../support/engine.ts';

const syntax = '# syntax=org/grocker-frontend';

interface Mistake {
  readonly files: Files;
  readonly args?: readonly string[];
  /** The line that buildx quotes. */
  readonly quoted: string;
  /** The last lines of buildx, where … stands for any text. */
  readonly error: string;
  /** The part of the failed step's log that is shown. */
  readonly log?: string;
}

/** A definition of these lines, the first of which is the second of the file. */
function definition(...lines: readonly string[]): Files {
  return { 'grocker.yml': [syntax, ...lines, ''].join('\n') };
}

// The same system packages as the greeter, whose stages are cached.
const greeterSystem = ['dependencies:', '  run: [libyaml-0-2]', '  build: [libyaml-dev]'];
const python = 'entrypoint_name: [python3]';

const mistakes: Readonly<Record<string, Mistake>> = {
  'a key that is misspelt': {
    files: definition('release: cowsay==6.1', 'dependancies: [libzbar0t64]'),
    quoted: 'dependancies: [libzbar0t64]',
    error:
      'grocker.yml:3:1: unknown key "dependancies" · did you mean "dependencies"? [unknown-key]',
  },
  'a module that nothing installs': {
    files: {
      ...definition('runtime: trixie/3.13', 'source: .', 'entrypoint_name: [python3, app.py]'),
      'app.py': 'import os\nimport aiohttp\n',
    },
    args: ['--target', 'check'],
    quoted: 'import aiohttp',
    error:
      'app.py:2:1: no installed package has the module aiohttp, which this file imports · Add aiohttp to the requirements of the application, and to its lock. [missing-module]',
  },
  'a release that does not exist': {
    files: definition('runtime: trixie/3.13', 'release: no-such-package-anywhere==1.0', python),
    quoted: 'release: no-such-package-anywhere==1.0',
    error:
      'grocker.yml:3:10: No solution found…no-such-package-anywhere was not found in the package registry… · Correct the name no-such-package-anywhere, or name the index that has it under `index`. [python-resolution]',
  },
  'a version of the release that does not exist': {
    files: definition('release: cowsay==99.0', 'runtime: trixie/3.13', python),
    quoted: 'release: cowsay==99.0',
    error: 'grocker.yml:2:10: No solution found…cowsay==99.0…',
  },
  'a release that does not accept the Python': {
    files: definition('release: django==6.0', python, 'runtime: bookworm/3.11'),
    quoted: 'release: django==6.0',
    error:
      'grocker.yml:2:10: No solution found…the current Python version (3.11.2) does not satisfy Python>=3.12… · Make sure that the version exists and supports the Python of bookworm/3.11. [python-resolution]',
  },
  'a dependency of the project that does not exist': {
    files: {
      ...definition('project: .', 'entrypoint_name: app'),
      'pyproject.toml': [
        '[project]',
        'name = "app"',
        'version = "1.0"',
        'dependencies = [',
        '  "cowsay",',
        '  "no-such-package-anywhere>=2",',
        ']',
      ].join('\n'),
    },
    quoted: '"no-such-package-anywhere>=2",',
    error: 'pyproject.toml:6:3: No solution found…no-such-package-anywhere was not found…',
  },
  'a system package that does not exist': {
    files: definition(
      'release: cowsay==6.1',
      'runtime: trixie/3.13',
      'dependencies:',
      '  run: [libyaml-0-2, libzbar]',
    ),
    quoted: 'run: [libyaml-0-2, libzbar]',
    error:
      'grocker.yml:5:22: apt cannot install the system packages on debian:trixie-slim: Unable to locate package libzbar · …',
  },
  'an entry point that does not exist': {
    files: definition('release: cowsay==6.1', 'runtime: trixie/3.13', 'entrypoint_name: cowsays'),
    quoted: 'entrypoint_name: cowsays',
    error:
      'grocker.yml:4:18: no installed package has the console script "cowsays" · Write `entrypoint_name: cowsay`. [missing-entrypoint]',
  },
  'an sdist that lacks what it is compiled with': {
    files: definition(
      'release: mysqlclient==2.2.7',
      'runtime: trixie/3.13',
      python,
      ...greeterSystem,
    ),
    quoted: 'release: mysqlclient==2.2.7',
    error:
      'grocker.yml:2:10: no wheel of mysqlclient 2.2.7 could be made (exit code …): the program pkg-config is missing · Add pkgconf to `dependencies.build`…[compile-failed]',
    log: "Command 'pkg-config --exists libmariadb' returned non-zero exit status 127.",
  },
  'a setup.py that names no dependencies, beside requirements': {
    files: {
      ...definition('runtime: trixie/3.13', python),
      'setup.py': 'from setuptools import setup\nsetup(name="a", version="1")\n',
      'requirements.txt': 'flask\n',
    },
    quoted: 'setup(name="a", version="1")',
    error:
      'setup.py:2:1: setup.py names no dependencies (install_requires), but there is requirements.txt · Write `lock: requirements.txt` in grocker.yml, if the application needs what it lists; else `install_requires=[]` in setup.py. [undecided-dependencies]',
  },
  'build requirements that no index has': {
    files: {
      ...definition('runtime: trixie/3.13', python),
      'app.py': '',
      'pyproject.toml': [
        '[project]',
        'name = "app"',
        'version = "1.0"',
        '[build-system]',
        'requires = ["no-such-back-end-anywhere>=2"]',
        'build-backend = "no_such"',
      ].join('\n'),
    },
    quoted: 'requires = ["no-such-back-end-anywhere>=2"]',
    error:
      'pyproject.toml:5:12: the build requirements of app cannot be found: …no-such-back-end-anywhere was not found…[build-requirements]',
  },
  'a Pipfile without a lock': {
    files: {
      ...definition('runtime: trixie/3.13', 'source: .', python),
      Pipfile: '[packages]\ncowsay = "*"\n',
    },
    quoted: 'cowsay = "*"',
    error:
      'Pipfile:2:10: Pipfile has no lock, so nothing would install cowsay · Create Pipfile.lock with `pipenv lock`, or write `packages: [cowsay]` in grocker.yml, with the versions that you want. [unlocked-pipfile]',
  },
  'a user that the base image has with another uid': {
    files: definition('release: cowsay==6.1', 'runtime: trixie/3.13', 'user: www-data'),
    quoted: 'user: www-data',
    error:
      'grocker.yml:4:7: debian:trixie-slim has a user www-data already, whose uid is not 1000 · Give `user` a name that the base image does not have. [base-image-user]',
    log: 'grocker: the base image has the user www-data with the uid 33, not 1000',
  },
  'a step that fails': {
    files: {
      ...definition(
        ...['runtime: trixie/3.13', 'source: .', python, 'steps:'],
        '  - run: [python, -c, "raise SystemExit(3)"]',
      ),
      'app.py': '',
    },
    quoted: '- run: [python, -c, "raise SystemExit(3)"]',
    error:
      'grocker.yml:6:…: the step `python -c raise SystemExit(3)` failed (exit code 3) · See the output of the command above; steps run without a network. [step-failed]',
  },
  'a step that lacks a variable': {
    files: {
      ...definition(
        ...['runtime: trixie/3.13', 'source: .', python, 'steps:'],
        '  - {run: [python, app.py], output: static}',
      ),
      'app.py': 'import os\nos.environ["SHOP_KEY"]\n',
    },
    quoted: '- {run: [python, app.py], output: static}',
    error:
      "grocker.yml:6:…: the step `python app.py` failed (exit code 1): KeyError: 'SHOP_KEY' · Give the step the variable with `envs: {SHOP_KEY: …}`; it is not in the image. [step-failed]",
  },
  'a step whose output stays empty': {
    files: {
      ...definition(
        ...['runtime: trixie/3.13', 'source: .', python, 'steps:'],
        '  - {run: [python, -c, pass], output: static}',
      ),
      'app.py': '',
    },
    quoted: '- {run: [python, -c, pass], output: static}',
    error:
      'grocker.yml:6:…: the step `python -c pass` wrote nothing to its output …/static · Set output to the directory that the command writes to, relative to the work directory. [step-output]',
  },
  'a builder without a network': {
    files: definition('runtime: trixie/3.13', 'release: cowsay==6.0', python),
    args: ['--network', 'none'],
    quoted: 'runtime: trixie/3.13',
    error:
      'grocker.yml:2:10: apt cannot look up the system packages of debian:trixie-slim, because the Debian mirror cannot be reached: … · Leave out `--network none`, or commit what `grocker lock` writes…[network-unreachable]',
  },
};

async function expectMistake({ files, args = [], quoted, error, log }: Mistake): Promise<void> {
  const directory = await temporaryDirectory(files);
  const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly', ...args], {
    statuses: [1],
  });
  const errors = stderr.split('\n').filter((line) => line.startsWith('ERROR: '));
  // "failed to solve", or "failed to run Build function" where buildx hears of it from its own side of the gateway first.
  expect(errors).toEqual([
    expect.stringMatching(printedPattern(`ERROR: failed to build: failed to …: ${error}`)),
  ]);
  const quotes = Array.from(stderr.matchAll(/^ +\d+ \| >>> +(.*)$/gm), ([, line]) => line);
  expect(quotes).toEqual([quoted]);
  if (log !== undefined) expect(stderr).toContain(log);
}

describe('one error with file and line for', () => {
  test.each(Object.entries(mistakes))('%s', async (_, mistake) => {
    await expectMistake(mistake);
  });
});

test('one error with package and line of the lock for a file with another checksum', async () => {
  const released = definition('release: cowsay==6.1', 'runtime: trixie/3.13');
  const directory = await temporaryDirectory(released);
  const output = `type=local,dest=${directory}`;
  await buildGrocker(directory, ['--target', 'lock', '--output', output]);
  const lock = await readFile(join(directory, 'pylock.toml'), 'utf8');
  const wrong = lock.replace(/(sha256 = ")[0-9a-f]{8}/g, '$100000000');
  await expectMistake({
    files: {
      ...definition('release: cowsay==6.1', 'runtime: trixie/3.13', 'lock: pylock.toml', python),
      'pylock.toml': wrong,
    },
    quoted: '[[packages]]',
    error:
      'pylock.toml:…: the file at … is not the file of cowsay 6.1 that was locked: its checksum differs…',
  });
});

test('the line of a base image whose Python lacks modules', async () => {
  await expectMistake({
    files: {
      ...definition(
        ...['source: .', python, 'runtimes:', '  bare:', '    image: debian:trixie-slim'],
        ...['    dependencies: [python3-minimal]', 'runtime: bare'],
      ),
      'app.py': '',
    },
    quoted: 'runtime: bare',
    error:
      'grocker.yml:…: nothing can be built on debian:trixie-slim: its python3 does not answer (exit code 1); the log of that step says why · …',
    log: "No module named 'ctypes'",
  });
});
