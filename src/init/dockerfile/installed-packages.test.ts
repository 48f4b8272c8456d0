import { expect, test } from 'vitest';
import { debianNames } from './installed-packages.ts';

const named = (...names: readonly string[]) => names.map((name) => ({ name, isFinal: true }));

test('headers and compilers are for the build, with the libraries of known headers for the image', () => {
  const installed = named('libpq-dev', 'gcc', 'ffmpeg', 'cmake', 'curl', 'python3-dev');
  expect(debianNames(installed, 'trixie')).toStrictEqual({
    run: ['libpq5', 'ffmpeg'],
    build: ['libpq-dev', 'cmake'],
  });
});

test('packages of a stage before the last are for the build only', () => {
  const before = [
    { name: 'libxml2', isFinal: false },
    { name: 'libxml2-dev', isFinal: false },
  ];
  expect(debianNames(before, 'trixie')).toMatchObject({ build: ['libxml2-dev'] });
  expect(debianNames(before, 'trixie').run).not.toContain('libxml2-dev');
});

test('names of older releases are replaced', () => {
  expect(debianNames(named('libgl1-mesa-glx', 'netcat', 'libasound2'), 'trixie').run).toStrictEqual(
    ['libgl1', 'netcat-openbsd', 'libasound2t64'],
  );
  expect(debianNames(named('libasound2'), 'bookworm').run).toStrictEqual(['libasound2']);
});
