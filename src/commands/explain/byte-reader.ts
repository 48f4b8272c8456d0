/** Reads a stream of chunks by counts of bytes. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;
  /** Bytes that were read. */
  position = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes; undefined if the stream ends before. */
  async take(count: number): Promise<Buffer | undefined> {
    const parts: Uint8Array[] = [];
    const isWhole = await this.pass(count, (part) => parts.push(part));
    return isWhole ? Buffer.concat(parts) : undefined;
  }

  /** Shows so many bytes in parts; false where the stream ends before. */
  async pass(count: number, show?: (part: Uint8Array) => void): Promise<boolean> {
    let missing = count;
    while (missing > 0) {
      if (this.#at === this.#chunk.length) {
        const next = await this.#source.next();
        if (next.done === true) return false;
        this.#chunk = next.value;
        this.#at = 0;
        continue;
      }
      const part = this.#chunk.subarray(this.#at, this.#at + missing);
      this.#at += part.length;
      this.position += part.length;
      missing -= part.length;
      show?.(part);
    }
    return true;
  }
}
