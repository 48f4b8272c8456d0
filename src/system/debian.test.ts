import { expect, test } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { invalidDebianPackages, parseAptResolution } from './debian.ts';

const span = { file: 'grocker.yml', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

const answer = `stage
'http://debian.example/debian/pool/main/z/zlib/zlib1g_1%3a1.3%2bdfsg-1_amd64.deb' zlib1g_1%3a1.3+dfsg-1_amd64.deb 900 MD5Sum:00
'http://debian.example/debian/pool/main/p/python3/python3_3.13.5-1_amd64.deb' python3_3.13.5-1_amd64.deb 100 MD5Sum:00
stage
stage
'http://debian.example/debian/pool/main/p/python3/python3_3.13.5-1_amd64.deb' python3_3.13.5-1_amd64.deb 100 MD5Sum:00
'http://debian.example/debian/pool/main/m/make/make_4.4_all.deb' make_4.4_all.deb 7 MD5Sum:00
records
Package: python3
Version: 3.13.5-1
Architecture: amd64
Filename: pool/main/p/python3/python3_3.13.5-1_amd64.deb
Size: 100
SHA256: ${'A'.repeat(64)}

Package: zlib1g
Version: 1:1.3+dfsg-1
Architecture: amd64
Filename: pool/main/z/zlib/zlib1g_1:1.3+dfsg-1_amd64.deb
Size: 900
SHA256: ${'b'.repeat(64)}

Package: make
Version: 4.4
Architecture: all
Filename: pool/main/m/make/make_4.4_all.deb
Size: 7
SHA256: ${'c'.repeat(64)}
`;

test('each list has its additions to the lists before it, with checksums', () => {
  const [interpreter, root, compiler] = parseAptResolution(answer);
  expect(interpreter?.map(({ name, version }) => [name, version])).toEqual([
    ['python3', '3.13.5-1'],
    ['zlib1g', '1:1.3+dfsg-1'],
  ]);
  expect(root).toEqual([]);
  expect(compiler).toEqual([
    {
      name: 'make',
      version: '4.4',
      architecture: 'all',
      url: 'http://debian.example/debian/pool/main/m/make/make_4.4_all.deb',
      sha256: 'c'.repeat(64),
      size: 7,
    },
  ]);
  expect(interpreter?.[0]?.sha256).toBe('a'.repeat(64));
});

test('a package without a record is an error', () => {
  expect(() => parseAptResolution(answer.replace(/Package: make[\s\S]*/, ''))).toThrow(
    DiagnosticError,
  );
});

test.each([
  ['libzbar0t64', true],
  ['g++', true],
  ['python3:arm64', true],
  ['nginx=1.26.0-1~trixie', true],
  ['nginx/trixie-backports', true],
  ['--allow-unauthenticated', false],
  ['a b', false],
  ['lib;rm', false],
  ['Lib', false],
  ['', false],
])('%j is a package: %s', (value, valid) => {
  expect(invalidDebianPackages([{ value, span }]).length === 0).toBe(valid);
});
