import { describe, expect, test } from 'vitest';
import { recordedWords, type Resolver } from '../../test/support/recorded-words.ts';
import { systemFailure } from './apt-and-apk.ts';
import { pythonFailure } from './uv.ts';

/** The code of a failure, and what its help says first. */
type Expected = readonly [code: string, help: string];

const at = (line: number) => ({
  file: 'grocker.yml',
  start: { line, column: 1 },
  end: { line, column: 2 },
});

const explained = {
  apt: (words: string) =>
    systemFailure(
      {
        runtime: { image: 'debian:trixie-slim', span: at(1) },
        dependencies: { run: [{ value: 'libmagic1', span: at(2) }], build: [] },
      },
      words,
    ),
  apk: (words: string) =>
    systemFailure(
      {
        runtime: { image: 'python:3.13-alpine', family: 'alpine', span: at(1) },
        dependencies: { run: [{ value: 'libzbar', span: at(2) }], build: [] },
      },
      words,
    ),
  uv: (words: string) =>
    pythonFailure(
      { spec: { packages: [{ value: 'tools', span: at(2) }], runtime: { name: 'trixie/3.13' } } },
      words,
    ),
};

const unreachable = {
  'a server that refuses': ['network-unreachable', 'Make sure that the builder can reach'],
  'a server without an address': ['network-unreachable', 'Check the name'],
  'a server of an unknown authority': ['network-unreachable', 'Give the authority as a secret'],
  'a server that is busy': ['network-unreachable', 'Build again later'],
  'a server with too many requests': ['network-unreachable', 'Build again later'],
} as const;

const expected: Readonly<Record<Resolver, Readonly<Record<string, Expected>>>> = {
  apt: {
    ...unreachable,
    'a package that is not there': [
      'system-resolution',
      'Write the name of a package that exists: libmagic1t64.',
    ],
    'a package that others only name': ['system-resolution', 'Use the names that packages have'],
    'a version that is not there': ['system-resolution', 'Use the names that packages have'],
    'a package that depends on one that is not there': [
      'system-resolution',
      'Name packages that can be installed together',
    ],
    'a repository without a signature': ['system-resolution', 'Set `key` of the repository'],
    'a mirror in an update': ['network-unreachable', 'Build again later'],
    'a mirror without lists': ['network-unreachable', 'Make sure that the builder can reach'],
  },
  apk: {
    ...unreachable,
    'a package that is not there': ['system-resolution', 'Use the names that packages have'],
    'a version that is not there': ['system-resolution', 'Use the names that packages have'],
    'a mirror without lists': ['network-unreachable', 'Make sure that the builder can reach'],
    // apk does not say which error it was.
    'a server with too many requests': [
      'network-unreachable',
      'Make sure that the builder can reach',
    ],
  },
  uv: {
    ...unreachable,
    'a package that is not there': ['python-resolution', 'Correct the name nothing-here'],
    'a version that is not there': ['python-resolution', 'Make sure that the version exists'],
    'versions that contradict each other': [
      'python-resolution',
      'Change one of the requirements, so that a version exists',
    ],
    'a package for another Python': ['python-resolution', 'Make sure that the version exists'],
    'a package for another system': [
      'python-resolution',
      'Leave it out, for it has no files for Linux',
    ],
    'a package for another machine': [
      'python-resolution',
      'Choose a version that has a wheel for this platform or a source distribution',
    ],
    'a package with wheels for other Pythons': [
      'python-resolution',
      'Choose a version that has a wheel for the Python of trixie/3.13',
    ],
    'a requirement that is none': ['python-resolution', 'Write a name and, if needed, versions'],
    'an index that asks for a password': ['python-resolution', 'Give the user and password'],
    'an index that is forbidden': ['python-resolution', 'Give the user and password'],
    'a repository without git': ['python-resolution', 'Pin it with a lock'],
    'a repository without an address': ['network-unreachable', 'Check the name'],
    'a repository of an unknown authority': ['network-unreachable', 'Give the authority'],
    'a repository that is not there': ['python-resolution', 'Make sure that the repository'],
  },
};

describe.each(['apt', 'apk', 'uv'] as const)('words of %s', (resolver) => {
  const words = recordedWords(resolver);

  test('each record is explained', () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(expected[resolver]).sort());
  });

  test.each(Object.entries(expected[resolver]))('%s', (name, [code, help]) => {
    const found = explained[resolver](words[name] ?? '');
    expect({ code: found.code, help: found.help?.slice(0, help.length) }).toEqual({ code, help });
    expect(found.span).toBeDefined();
    expect(found.message).not.toMatch(/\n|\/tmp\/|\/var\/|^E: |: E: /);
  });
});

test("git's own words are shown, without paths of the builder", () => {
  const { message } = explained.uv(recordedWords('uv')['a repository that is not there'] ?? '');
  expect(message).toBe(
    "Failed to download and build `f @ git+http://files.example/f.git`: Git operation failed: fatal: repository 'http://files.example/f.git/' not found",
  );
});
