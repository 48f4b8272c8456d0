import { expect, test } from 'vitest';

import { isTarball } from './tarball.ts';

function tarHeader(): Buffer {
  const header = Buffer.alloc(512);
  header.write('grocker.yml', 0);
  header.write('0000644\0', 100);
  header.write('00000000000\0', 124);
  header.write('        ', 148);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

const damaged = tarHeader();
damaged[0] = 0;

test.each<[string, Uint8Array, boolean]>([
  ['gzip', Buffer.from([0x1f, 0x8b, 0x08, 0]), true],
  ['bzip2', Buffer.from('BZh9'), true],
  ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]), true],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), true],
  ['tar', tarHeader(), true],
  ['a damaged tar', damaged, false],
  ['zeros', Buffer.alloc(1024), false],
  ['YAML', Buffer.from('release: ipython\n'.repeat(50)), false],
  ['nothing', Buffer.alloc(0), false],
])('%s', (_, start, expected) => {
  expect(isTarball(start)).toBe(expected);
});
