/** Long enough for a message, and short enough that a block of some of them fits into one frame. */
const maximumFieldSize = 12_000;

/**
 * A header block (HPACK, RFC 7541) without its long fields, which need not be decoded for it: without a dynamic table
 * no field depends on another.
 */
export function withoutLongFields(block: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < block.length;) {
    const end = endOfField(block, at);
    if (end - at <= maximumFieldSize) kept.push(block.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** RFC 7541, section 6: the first bits say what follows. */
function endOfField(block: Buffer, at: number): number {
  const first = block[at] ?? 0;
  // An indexed field, or an update of the size of the dynamic table: one integer.
  if ((first & 0x80) !== 0) return integer(block, at, 7).end;
  if ((first & 0xe0) === 0x20) return integer(block, at, 5).end;
  const name = integer(block, at, (first & 0x40) === 0 ? 4 : 6);
  return endOfString(block, name.value === 0 ? endOfString(block, name.end) : name.end);
}

/** Section 5.2: a length, whose first bit tells of Huffman coding, and as many bytes. */
function endOfString(block: Buffer, at: number): number {
  const length = integer(block, at, 7);
  return Math.min(length.end + length.value, block.length);
}

/** Section 5.1: an integer in the last bits of a byte, continued in bytes of seven bits. */
function integer(block: Buffer, at: number, bits: number): { value: number; end: number } {
  const mask = 2 ** bits - 1;
  let value = (block[at] ?? 0) & mask;
  let end = at + 1;
  if (value < mask) return { value, end };
  for (let factor = 1; end < block.length; factor *= 128) {
    const byte = block[end] ?? 0;
    value += (byte & 0x7f) * factor;
    end += 1;
    if ((byte & 0x80) === 0) break;
  }
  return { value, end };
}
