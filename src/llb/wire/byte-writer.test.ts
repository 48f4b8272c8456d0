import fc from 'fast-check';
import protobuf from 'protobufjs/minimal.js';
import { expect, test } from 'vitest';
import { ByteWriter } from './byte-writer.ts';

/** What two writers make of the same calls; the other one is protobufjs's. */
function written(own: (writer: ByteWriter) => void, other: (writer: protobuf.Writer) => void) {
  const writer = new ByteWriter();
  own(writer);
  const reference = protobuf.Writer.create();
  other(reference);
  return [Buffer.from(writer.finish()), Buffer.from(reference.finish())];
}

test('numbers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 0xffff_ffff }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
      (small, large) => {
        const [own, other] = written(
          (writer) => {
            writer.varint(small);
            writer.varint64(large);
          },
          (writer) => writer.uint32(small).uint64(BigInt.asUintN(64, large).toString()),
        );
        expect(own).toEqual(other);
      },
    ),
  );
});

test('the largest number that is exact', () => {
  const [own, other] = written(
    (writer) => {
      writer.varint(Number.MAX_SAFE_INTEGER);
    },
    (writer) => writer.uint64(Number.MAX_SAFE_INTEGER),
  );
  expect(own).toEqual(other);
});

test('texts of any script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const [own, other] = written(
        (writer) => {
          writer.string(text);
        },
        (writer) => writer.string(text),
      );
      expect(own).toEqual(other);
    }),
  );
});

test.each([0, 1, 126, 127, 128, 129, 1023, 1024, 16_383, 16_384, 3_000_000])(
  'messages within messages around %i bytes',
  (size) => {
    const bytes = new Uint8Array(size).fill(7);
    const [own, other] = written(
      (writer) => {
        const outer = writer.begin();
        const inner = writer.begin();
        writer.bytes(bytes);
        writer.end(inner);
        writer.string('a'.repeat(size % 1000));
        writer.end(outer);
        writer.varint(size);
      },
      (writer) =>
        writer
          .fork()
          .fork()
          .bytes(bytes)
          .ldelim()
          .string('a'.repeat(size % 1000))
          .ldelim()
          .uint32(size),
    );
    // Millions of bytes are compared as such, and not one by one.
    expect(own && other && own.equals(other)).toBe(true);
  },
);

test('a text that is no Unicode has a sign in place of what is none', () => {
  const writer = new ByteWriter();
  writer.string('\uD800');
  expect([...writer.finish()]).toEqual([3, 0xef, 0xbf, 0xbd]);
});
