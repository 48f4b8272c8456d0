import { describe, expect, test } from 'vitest';

import { specOf } from '../../test/support/spec-of.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { ReadImage } from '../system/grocker-lock.ts';
import { lockedReference, otherImage, systemLock, systemRequest } from './system-lock.ts';

// A change of grocker.lock could run the whole build on another image, or with another program as its Python.

const digest = `sha256:${'0'.repeat(64)}`;
const platform = { os: 'linux', architecture: 'amd64' } as const;

/** A lock of this image, made of what a definition asks for. */
function lock(
  definition: string,
  base: string,
  { reference = `docker.io/library/${base}@${digest}`, executable = '/usr/bin/python3' } = {},
): string {
  const { requested } = systemRequest(specOf(definition), platform);
  const stage = (name: 'interpreter' | 'root' | 'compiler') =>
    `[image.${name}]\nrequested = ${JSON.stringify(requested[name].map(({ value }) => value))}\npackages = []\n`;
  return [
    'lock-version = "1.0"\n',
    '[[image]]',
    'platform = "linux/amd64"',
    `base = "${base}"`,
    `reference = "${reference}"\n`,
    '[image.python]',
    'version = "3.13.5"',
    `executable = "${executable}"`,
    'libc = "glibc 2.41"\n',
    ...(['interpreter', 'root', 'compiler'] as const).map(stage),
  ].join('\n');
}

/** The content, or code, line and message of the errors. */
function read(text: string, definition: string): ReadImage | string {
  try {
    const found = systemLock({ 'grocker.lock': text }, specOf(definition), platform);
    if (found === undefined) throw new Error('there is no lock');
    return found;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [first] = error.diagnostics;
    return `${first?.code ?? ''} ${first?.span?.start.line ?? ''}: ${first?.message ?? ''}`;
  }
}

const debian = 'runtime: trixie/3.13\n';
const ours = 'runtimes: {ours: {image: "registry.example/ours:1"}}\nruntime: ours\n';
const own = (executable: string) =>
  read(
    lock(ours, 'registry.example/ours:1', {
      reference: `registry.example/ours:1@${digest}`,
      executable,
    }),
    ours,
  );

describe('the Python of grocker.lock', () => {
  test.each(['/tmp/python3', '/bin/sh', '/usr/bin/python3.12', 'python3'])(
    'is not %s if the runtime has its own',
    (executable) => {
      expect(read(lock(debian, 'debian:trixie-slim', { executable }), debian)).toMatch(
        /^lock-field 10: grocker\.lock: executable is .*, and the Python of trixie\/3\.13 is /,
      );
    },
  );

  test.each([
    '/bin/sh',
    'python3',
    '/usr/bin/../../tmp/python3',
    '/usr/bin/python3 -c',
    '/a\\u0000/python3',
  ])('is not %s in an image of the user', (executable) => {
    expect(own(executable)).toMatch(/^lock-field \d+: grocker\.lock/);
  });

  test.each(['/usr/local/bin/python3.13', '/opt/venv/bin/python', '/usr/bin/pypy3'])(
    'may be %s in an image of the user',
    (executable) => {
      expect(own(executable)).toMatchObject({ python: { executable } });
    },
  );
});

describe('the image of grocker.lock', () => {
  const image = (reference: string) => {
    const found = read(lock(debian, 'debian:trixie-slim', { reference }), debian);
    return typeof found === 'string' ? found : otherImage(found, undefined);
  };

  test.each([
    ['of another repository', `docker.io/evil/debian:trixie-slim@${digest}`],
    ['of another registry', `evil.example/library/debian:trixie-slim@${digest}`],
    ['of no digest', 'docker.io/library/debian:trixie-slim'],
    ['of a short digest', 'docker.io/library/debian:trixie-slim@sha256:00'],
  ])('is not used %s', (_, reference) => {
    const found = image(reference);
    if (typeof found === 'string') expect(found).toMatch(/^lock-field 6: /);
    else expect(found).toMatchObject({ code: 'lock-field', span: { start: { line: 6 } } });
  });

  test('is that of its base', () => {
    expect(image(`docker.io/library/debian:trixie-slim@${digest}`)).toBeUndefined();
    const replaced = { base: 'debian:trixie-slim', reference: `mirror.example/debian@${digest}` };
    const place = () => ({ file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
    const known = { ...replaced, place } as unknown as ReadImage;
    // A named context has put another in its place.
    expect(otherImage(known, `mirror.example/debian@${digest}`)).toBeUndefined();
    expect(otherImage(known, undefined)?.code).toBe('lock-field');
  });
});

describe('the base image of grocker.lock for another platform', () => {
  const arm64 = { os: 'linux', architecture: 'arm64' } as const;
  const reference = `docker.io/library/debian:trixie-slim@${digest}`;
  const locked = (text: string) => lockedReference({ 'grocker.lock': text }, specOf(debian), arm64);
  const forArm64 = (text: string) => text.replace('linux/amd64', 'linux/arm64');

  test('is the locked one', () => {
    expect(locked(forArm64(lock(debian, 'debian:trixie-slim')))).toBe(reference);
  });

  test.each([
    ['the lock is for others', lock(debian, 'debian:trixie-slim')],
    ['the lock has another base', forArm64(lock(debian, 'debian:sid-slim'))],
    [
      'the image is of another repository',
      forArm64(lock(debian, 'debian:trixie-slim', { reference: `evil.example/debian@${digest}` })),
    ],
  ])('is unknown if %s', (_, text) => {
    expect(locked(text)).toBeUndefined();
  });

  test('is unknown without a lock', () => {
    expect(lockedReference({}, specOf(debian), arm64)).toBeUndefined();
  });
});
