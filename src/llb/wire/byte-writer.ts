/** Bytes of protocol buffers (protobuf.dev/programming-guides/encoding), written one after another. */
export class ByteWriter {
  #buffer: Buffer = Buffer.allocUnsafe(1024);
  #length = 0;

  /** What was written; the writer is done. */
  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** A whole number of at least 0, below 2^53. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) {
      this.#buffer[this.#length++] = (rest % 128) | 0x80;
    }
    this.#buffer[this.#length++] = rest;
  }

  /** A whole number of 64 bits, negative ones as their two's complement. */
  varint64(value: bigint): void {
    this.#reserve(10);
    let rest = BigInt.asUintN(64, value);
    for (; rest > 0x7fn; rest >>= 7n) {
      this.#buffer[this.#length++] = Number(rest & 0x7fn) | 0x80;
    }
    this.#buffer[this.#length++] = Number(rest);
  }

  /** A text as UTF-8, behind its length. */
  string(text: string): void {
    const start = this.begin();
    this.#reserve(text.length * 3);
    this.#length += this.#buffer.write(text, this.#length);
    this.end(start);
  }

  bytes(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Starts what its length goes before; give the result to `end`. */
  begin(): number {
    this.#reserve(1);
    this.#length += 1;
    return this.#length;
  }

  /** Writes the length of all that was written since `begin`. */
  end(start: number): void {
    const size = this.#length - start;
    if (size <= 0x7f) {
      this.#buffer[start - 1] = size;
      return;
    }
    // One byte was left for the length: what follows makes room for the others.
    const more = sizeOfVarint(size) - 1;
    this.#reserve(more);
    this.#buffer.copyWithin(start + more, start, this.#length);
    this.#length = start - 1;
    this.varint(size);
    this.#length += size;
  }

  #reserve(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size += 1;
  return size;
}
