import { describe, expect, test } from 'vitest';

import { decodeFields, encodeFields } from './header-fields.ts';
import { Http2Error } from './http2-error.ts';

/** RFC 7541, appendix C: examples that need no dynamic table. */
const EXAMPLES: readonly [string, string, Readonly<Record<string, string>>][] = [
  [
    'C.2.1',
    '400a637573746f6d2d6b65790d637573746f6d2d686561646572',
    { 'custom-key': 'custom-header' },
  ],
  ['C.2.2', '040c2f73616d706c652f70617468', { ':path': '/sample/path' }],
  ['C.2.3', '100870617373776f726406736563726574', { password: 'secret' }],
  ['C.2.4', '82', { ':method': 'GET' }],
  [
    'C.4.1',
    '828684418cf1e3c2e5f23a6ba0ab90f4ff',
    { ':method': 'GET', ':scheme': 'http', ':path': '/', ':authority': 'www.example.com' },
  ],
  [
    'C.6.1',
    '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
    {
      ':status': '302',
      'cache-control': 'private',
      date: 'Mon, 21 Oct 2013 20:13:21 GMT',
      location: 'https://www.example.com',
    },
  ],
];

describe('header blocks', () => {
  test.each(EXAMPLES)('%s', (_, block, fields) => {
    expect(Object.fromEntries(decodeFields(Buffer.from(block, 'hex')))).toEqual(fields);
  });

  test('fields survive encoding and decoding', () => {
    const fields = [
      [':path', '/a'],
      ['empty', ''],
      ['long', 'x'.repeat(100_000)],
      ...[126, 127, 128, 254, 255].map((length) => [`of-${length}`, 'y'.repeat(length)] as const),
    ] as const;
    expect([...decodeFields(encodeFields(fields))]).toEqual(fields);
  });

  test('an update of the size of the dynamic table is not a field', () => {
    expect([...decodeFields(Buffer.from([0x20, 0x88]))]).toEqual([[':status', '200']]);
  });

  test.each([
    ['an index beyond the static table', 'be'],
    ['an index of nothing', '80'],
    ['a name of an unknown index', '7e0161'],
    ['no value', '000161'],
    ['a value that is too short', '0001610561'],
    ['half an integer', 'ff'],
    ['an endless integer', `ff${'ff'.repeat(20)}`],
    ['Huffman code that ends in zeros', '00016181f0'],
    ['Huffman code with the end of a text', '00016184ffffffff'],
    ['Huffman code with more than a byte of padding', '00016182ffff'],
  ])('%s', (_, block) => {
    expect(() => decodeFields(Buffer.from(block, 'hex'))).toThrow(Http2Error);
  });
});
