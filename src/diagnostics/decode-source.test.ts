import { expect, test } from 'vitest';
import { decodeSource, readableText } from './decode-source.ts';
import { SourceText } from './source-text.ts';

const little = Uint8Array.from([0xff, 0xfe, 0x73, 0, 0x69, 0, 0x78, 0]);
const big = Uint8Array.from([0xfe, 0xff, 0, 0x73, 0, 0x69, 0, 0x78]);

test.each(['requirements.txt', 'web/requirements-dev.txt', 'requirements/base.in'])(
  '%s may be in UTF-16',
  (name) => {
    expect(decodeSource(name, little)).toMatchObject({ text: 'six' });
    expect(readableText(name, big)).toBe('six');
  },
);

test('another file in UTF-16 is an error', () => {
  expect(decodeSource('pyproject.toml', little)).toMatchObject({ code: 'not-utf8' });
});

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)],
    ),
  );

test('a byte order mark is not part of the text', () => {
  const source = decodeSource('f', bytes(0xef, 0xbb, 0xbf, 'a: ä'));
  expect(source).toBeInstanceOf(SourceText);
  expect(source instanceof SourceText && source.text).toBe('a: ä');
});

test('a file may have a replacement character itself', () => {
  const source = decodeSource('f', bytes('a: \uFFFD'));
  expect(source instanceof SourceText && source.text).toBe('a: \uFFFD');
});

test.each([
  ['Latin-1', bytes('a: b\nc: d', 0xe4, 'e'), 'the file is not encoded in UTF-8', 2, 5],
  ['UTF-16, little-endian', bytes(0xff, 0xfe, 0x61, 0), 'the file is encoded in UTF-16', 1, 1],
  ['UTF-16, big-endian', bytes(0xfe, 0xff, 0, 0x61), 'the file is encoded in UTF-16', 1, 1],
])('%s is an error with its place', (_, input, message, line, column) => {
  expect(decodeSource('f', input)).toStrictEqual({
    code: 'not-utf8',
    severity: 'error',
    message,
    span: { file: 'f', start: { line, column }, end: { line, column: column + 1 } },
    help: 'Save it as UTF-8.',
  });
});

test.each([
  ['# -*- coding: latin-1 -*-\n', 0xe4, 'ä'],
  ['#!/usr/bin/env python3\n# vim: set fileencoding=iso-8859-15 :\n', 0xa4, '€'],
  ['# coding=cp1251\r\n', 0xe6, 'ж'],
  ['# coding: latin-1-unix\n', 0xe4, 'ä'],
])('a module of Python may be in another encoding: %j', (comment, byte, letter) => {
  const source = decodeSource('app.py', bytes(`${comment}name = '`, byte, "'\n"));
  expect(source).toMatchObject({ text: `${comment}name = '${letter}'\n` });
});

test.each([
  ['a file that is no module', 'a.toml', '# coding: latin-1\n'],
  ['a module that declares UTF-8', 'app.py', '# coding: utf-8\n'],
  ['a module that declares an unknown encoding', 'app.py', '# coding: klingon\n'],
  ['a module that declares it in the third line', 'app.py', '\n\n# coding: latin-1\n'],
])('%s is UTF-8', (_, name, comment) => {
  expect(decodeSource(name, bytes(comment, 0xe4))).toMatchObject({ code: 'not-utf8' });
});
