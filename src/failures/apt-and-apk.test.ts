import { describe, expect, test } from 'vitest';
import { systemFailure, type BlamableSystem } from './apt-and-apk.ts';

const at = (line: number) => ({
  file: 'grocker.yml',
  start: { line, column: 1 },
  end: { line, column: 2 },
});
const runtime = { image: 'debian:trixie-slim' };
const dependencies = {
  run: [{ value: 'libzbar0t64', span: at(3) }],
  build: [{ value: 'nothing-dev=1.0', span: at(4) }],
};
const unresolved = [
  "E: Failed to fetch http://debian.example/InRelease  Temporary failure resolving 'debian.example'",
  'E: Some index files failed to download. They have been ignored, or old ones used instead.',
].join('\n');
const cases: readonly [string, BlamableSystem, string, object][] = [
  [
    'a package that does not exist',
    { runtime, dependencies },
    'E: Unable to locate package nothing-dev',
    {
      code: 'system-resolution',
      message:
        'apt cannot install the system packages on debian:trixie-slim: Unable to locate package nothing-dev',
      span: at(4),
    },
  ],
  [
    'a version that does not exist',
    { runtime, dependencies },
    "E: Version '1.0' for 'nothing-dev' was not found",
    {
      code: 'system-resolution',
      message:
        "apt cannot install the system packages on debian:trixie-slim: Version '1.0' for 'nothing-dev' was not found",
      span: at(4),
    },
  ],
  [
    'a package that nobody wrote',
    { runtime: { ...runtime, span: at(2) }, dependencies },
    'E: Unable to locate package python4',
    {
      code: 'system-resolution',
      message:
        'apt cannot install the system packages on debian:trixie-slim: Unable to locate package python4',
      span: at(2),
    },
  ],
  [
    'a package that Alpine does not have',
    { runtime: { image: 'python:3.13-alpine', family: 'alpine' }, dependencies },
    'ERROR: unable to select packages:\n  libzbar0t64 (no such package):\n    required by: world[libzbar0t64]\n',
    {
      code: 'system-resolution',
      message:
        'apk cannot install the system packages on python:3.13-alpine: unable to select packages: libzbar0t64 (no such package): required by: world[libzbar0t64]',
      span: at(3),
    },
  ],
  [
    'a version that Alpine does not have',
    { runtime: { image: 'python:3.13-alpine', family: 'alpine' }, dependencies },
    'ERROR: unable to select packages:\n  nothing-dev-1.2-r3:\n    breaks: world[nothing-dev=1.0]\n',
    {
      code: 'system-resolution',
      message:
        'apk cannot install the system packages on python:3.13-alpine: unable to select packages: nothing-dev-1.2-r3: breaks: world[nothing-dev=1.0]',
      span: at(4),
    },
  ],
  [
    'an Alpine mirror that cannot be reached',
    { runtime: { image: 'python:3.13-alpine', family: 'alpine', span: at(2) }, dependencies },
    'fetch http://alpine.example/x86_64/APKINDEX.tar.gz\nWARNING: updating and opening http://alpine.example/: could not connect to server (check repositories file)\n2 unavailable, 0 stale; 0 distinct packages available\n',
    {
      code: 'network-unreachable',
      message:
        'apk cannot look up the system packages of python:3.13-alpine, because the Alpine mirror cannot be reached: it does not answer as it should (updating and opening http://alpine.example/: could not connect to server (check repositories file))',
      span: at(2),
    },
  ],
  [
    'a mirror that cannot be reached',
    { runtime, dependencies: { run: [], build: [] }, release: { span: at(5) } },
    unresolved,
    {
      code: 'network-unreachable',
      message:
        "apt cannot look up the system packages of debian:trixie-slim, because the Debian mirror cannot be reached: its name does not resolve (Failed to fetch http://debian.example/InRelease Temporary failure resolving 'debian.example')",
      span: at(5),
    },
  ],
];

describe('systemFailure', () => {
  test.each([
    ['libzbar0', ['libzbar0t64', 'libzbar-dev'], 'libzbar0t64, libzbar-dev'],
    ['libmagc1', ['libmagic1t64', 'libmagic-dev', 'libmagics'], 'libmagics'],
    ['libicu70', ['libicu76', 'libicu-dev'], 'libicu76, libicu-dev'],
  ])('a wrong name gets the nearest that exist: %s', (wrong, similar, list) => {
    const lines = similar.map((name) => `similar: ${name}\n`).join('');
    const words = `E: Unable to locate package ${wrong}\n${lines}`;
    const { help, message } = systemFailure({ runtime, dependencies }, words);
    expect(help).toContain(`Write the name of a package that exists: ${list}.`);
    expect(message).toBe(
      `apt cannot install the system packages on debian:trixie-slim: Unable to locate package ${wrong}`,
    );
  });

  test.each(cases)('%s', (_, spec, words, expected) => {
    const { help, ...diagnostic } = systemFailure(spec, words);
    expect(diagnostic).toEqual({ severity: 'error', ...expected });
    expect(help).toBeTruthy();
  });
});
