import { expect, test } from 'vitest';
import { debianNames, installedBy } from './installed-packages.ts';

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

test.each<[string, readonly string[]]>([
  [
    'apk add --no-cache postgresql-dev=16.1-r0 jpeg-dev libmagic ffmpeg',
    ['libpq-dev', 'libjpeg62-turbo-dev', 'libmagic1', 'ffmpeg'],
  ],
  [
    'apk add -U --virtual .build-deps gcc musl-dev libffi-dev bash && pip install a && apk del .build-deps',
    ['libffi-dev'],
  ],
  [
    'apk --no-cache add -X http://files.example/edge pango@edge',
    ['libpango-1.0-0', 'libpangoft2-1.0-0'],
  ],
  ['apk add build-base unheard-of && apk del build-base', []],
])('packages of Alpine have Debian’s names: %s', (run, expected) => {
  expect(installedBy(run).system.filter((name) => name !== 'gcc')).toEqual(expected);
});
