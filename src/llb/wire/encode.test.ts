import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Messages } from './messages.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function row<Name extends keyof Messages>(name: Name, message: Messages[Name], bytes: string) {
  return {
    name,
    title: JSON.stringify(message, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
    encoded: () => hex(encode(name, message)),
    bytes,
  };
}

describe('the canonical bytes of', () => {
  it.each([
    row('Op', {}, ''),
    row('Platform', { os: '', architecture: undefined, osFeatures: [] }, ''),
    row('Platform', { os: 'linux', architecture: 'arm' }, '0a0361726d12056c696e7578'),
    row('Op', { exec: {}, platform: {} }, '52001200'),
    row('Op', { inputs: [{}], merge: {} }, '0a003200'),
    row('Input', { index: 0n }, ''),
    row('Input', { index: 300 }, '10ac02'),
    row('Input', { index: -1 }, '10ffffffffffffffffff01'),
    row('FileActionMkFile', { timestamp: 2n ** 63n - 1n }, '28ffffffffffffffff7f'),
    row('FileActionMkFile', { timestamp: -(2n ** 63n) }, '2880808080808080808001'),
    row('LinuxResources', { cpuShares: 2n ** 64n - 1n }, '18ffffffffffffffffff01'),
    row('FileActionCopy', { mode: -1 }, '20ffffffffffffffffff01'),
    row('FileActionMkFile', { data: new Uint8Array() }, ''),
    row('FileActionMkFile', { data: new Uint8Array([0, 255]) }, '1a0200ff'),
    row('UserOpt', { byId: 0 }, '1000'),
    row('UserOpt', { byId: 2 ** 32 - 1 }, '10ffffffff0f'),
    row(
      'Meta',
      { args: ['', 'é'], validExitCodes: [0, 300, -1] },
      '0a000a02c3a9620d00ac02ffffffffffffffffff01',
    ),
    row('Meta', { validExitCodes: [] }, ''),
    row('ExecOp', { network: 'UNSET' }, ''),
    row('ExecOp', { network: 'NONE' }, '1802'),
    row('SourceOp', { attrs: { 9: '', 10: 'x' } }, '12070a023130120178' + '12050a01391200'),
    row(
      'SourceOp',
      { attrs: { '𝄞': '1', ﬁ: '2' } },
      '12080a03efac81120132' + '12090a04f09d849e120131',
    ),
    row(
      'Platform',
      { os: 'a\ud800', architecture: 'b'.repeat(39) + '\udc00' },
      '0a2a626262626262626262626262626262626262626262626262626262626262626262626262626262efbfbd120461efbfbd',
    ),
    row('OpMetadata', { caps: { a: false } }, '2a050a01611000'),
  ])('$name $title', ({ encoded, bytes }) => {
    expect(encoded()).toBe(bytes);
  });
});

it.each([
  ['a text', () => encode('Platform', JSON.parse('{"os": 1}') as Messages['Platform'])],
  ['a whole number', () => encode('FileActionCopy', { mode: 0.5 })],
  ['a safe number', () => encode('Input', { index: 2 ** 60 })],
  [
    'a value of an enum',
    () => encode('ExecOp', JSON.parse('{"network": "LAN"}') as Messages['ExecOp']),
  ],
])('refuses what is not %s', (_, call) => {
  expect(call).toThrow(TypeError);
});

describe('decode', () => {
  it('reads the output of encode', () => {
    const int64 = fc
      .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      .filter((value) => value !== 0n);
    const text = fc.string({ minLength: 1, unit: 'binary' });
    const mkfile = fc.record({
      path: text,
      timestamp: int64,
      data: fc.uint8Array({ minLength: 1 }),
    });
    const copy = fc.record({
      src: text,
      mode: fc.integer().filter((value) => value !== 0),
      includePatterns: fc.array(fc.string(), { minLength: 1 }),
    });
    const source = fc.record({ attrs: fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }) });
    fc.assert(
      fc.property(mkfile, copy, source, (a, b, c) => {
        expect(decode('FileActionMkFile', encode('FileActionMkFile', a))).toEqual(a);
        expect(decode('FileActionCopy', encode('FileActionCopy', b))).toEqual(b);
        expect(
          Object.entries(decode('SourceOp', encode('SourceOp', c)).attrs ?? {}).sort(),
        ).toEqual(Object.entries(c.attrs).sort());
      }),
    );
  });

  it('skips unknown fields and enum values', () => {
    const bytes = Buffer.from('fa3f0161' + '1863' + '2001', 'hex');
    expect(decode('ExecOp', bytes)).toEqual({ security: 'INSECURE' });
  });

  it('reads packed and single numbers, and an entry without key and value', () => {
    expect(decode('Meta', Buffer.from('60056202070860096200', 'hex'))).toEqual({
      validExitCodes: [5, 7, 8, 9],
    });
    expect(decode('OpMetadata', Buffer.from('2a00', 'hex'))).toEqual({ caps: { '': false } });
    expect(decode('Definition', Buffer.from('12030a0161', 'hex'))).toEqual({ metadata: { a: {} } });
  });

  it.each(['0a05', '0a0261', '0a', '10ff', '3a05', '12'])('throws at the end of %s', (bytes) => {
    expect(() => decode('Input', Buffer.from(bytes, 'hex'))).toThrow(RangeError);
  });
});
