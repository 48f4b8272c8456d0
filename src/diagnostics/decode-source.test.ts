import { expect, test } from 'vitest';
import { decodeSource, readableText } from './decode-source.ts';

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
