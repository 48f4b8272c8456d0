import { expect, test } from 'vitest';

import { invalidAlpinePackages, parseApkResolution } from './alpine.ts';

const span = { file: 'f', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

test.each([
  ['libpq', true],
  ['py3-numpy', true],
  ['gcc=14.2.0-r6', true],
  ['openssl~3.5', true],
  ['zlib>=1.3', true],
  ['libstdc++', true],
  ['.build-deps', false],
  ['!curl', false],
  ['--allow-untrusted', false],
  ['a b', false],
  ['curl@edge', false],
  ['/tmp/a.apk', false],
])('%s', (value, valid) => {
  const found = invalidAlpinePackages([{ value, span }]);
  expect(found.map(({ code }) => code)).toStrictEqual(valid ? [] : ['invalid-system-package']);
});

test('each list has its additions to the lists before it', () => {
  const line = (name: string, digit: string) =>
    `${name} 1.0-r0 x86_64 ${digit.repeat(64)} 928 https://files.example/x86_64/${name}-1.0-r0.apk`;
  const made = (name: string, digit: string) => ({
    name,
    version: '1.0-r0',
    architecture: 'x86_64',
    url: `https://files.example/x86_64/${name}-1.0-r0.apk`,
    sha256: digit.repeat(64),
    size: 928,
  });
  const answer = ['stage', 'stage', line('b', '1'), line('a', '2'), 'stage'];
  const text = `${[...answer, line('b', '1'), line('a', '2'), line('c', '3')].join('\n')}\n`;
  expect(parseApkResolution(text)).toStrictEqual([
    [],
    [made('a', '2'), made('b', '1')],
    [made('c', '3')],
  ]);
});
