import { describe, expect, test } from 'vitest';
import { systemFailure, type BlamableSystem } from './system-failure.ts';

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
    'a mirror that cannot be reached',
    { runtime, dependencies: { run: [], build: [] }, release: { span: at(5) } },
    unresolved,
    {
      code: 'network-unreachable',
      message:
        "apt cannot ask for the system packages of debian:trixie-slim: Failed to fetch http://debian.example/InRelease Temporary failure resolving 'debian.example'",
      span: at(5),
    },
  ],
];

describe('systemFailure', () => {
  test.each(cases)('%s', (_, spec, words, expected) => {
    const { help, ...diagnostic } = systemFailure(spec, words);
    expect(diagnostic).toEqual({ severity: 'error', ...expected });
    expect(help).toBeTruthy();
  });
});
