import { Http2Error } from './http2-error.ts';

/**
 * Lengths in bits of the code of each byte (RFC 7541, appendix B). The code is canonical: shorter codes come first, and
 * those of one length in the order of their bytes.
 */
const lengths = [
  [13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28],
  [28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28],
  [6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6],
  [5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10],
  [13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
  [7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6],
  [15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5],
  [6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28],
  [20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23],
  [24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24],
  [22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23],
  [21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23],
  [26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25],
  [19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27],
  [20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23],
  [26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26],
].flat();

/** All codes of one length. */
interface CodeLength {
  readonly firstCode: number;
  /** In the order of their codes. */
  readonly bytes: readonly number[];
}

/** By length in bits; the last code of all, 30 ones, ends a text and never occurs in one. */
const codes: readonly CodeLength[] = (() => {
  const table: CodeLength[] = [];
  let firstCode = 0;
  for (let length = 0; length <= 30; length++) {
    const bytes = lengths.flatMap((each, byte) => (each === length ? [byte] : []));
    table.push({ firstCode, bytes });
    firstCode = (firstCode + bytes.length) * 2;
  }
  return table;
})();

/** @throws Http2Error */
export function decodeHuffman(encoded: Uint8Array): Buffer {
  // The shortest codes have 5 bits.
  const decoded = Buffer.allocUnsafe(Math.floor((encoded.length * 8) / 5));
  let size = 0;
  let code = 0;
  let length = 0;
  for (const byte of encoded) {
    for (let bit = 7; bit >= 0; bit--) {
      code = code * 2 + ((byte >> bit) & 1);
      length += 1;
      const candidates = codes[length];
      if (candidates === undefined) throw new Http2Error('a text with an impossible Huffman code');
      const found = candidates.bytes[code - candidates.firstCode];
      if (found === undefined) continue;
      decoded[size] = found;
      size += 1;
      code = 0;
      length = 0;
    }
  }
  // The rest of the last byte is ones.
  if (length > 7 || code !== 2 ** length - 1) throw new Http2Error('a text with half a code');
  return decoded.subarray(0, size);
}
