import type { WriteStream } from 'node:tty';

/** Milliseconds after which a person wants to know what is done. */
const patience = 1000;

/** Tells what takes longer than a second: on a terminal in one line that is gone in the end, else once. */
export class Progress {
  readonly #stream: WriteStream;
  readonly #start = performance.now();
  #told = false;

  constructor(stream: WriteStream = process.stderr) {
    this.#stream = stream;
  }

  tell(text: string): void {
    if (performance.now() - this.#start < patience) return;
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[K${text}`);
    else if (!this.#told) this.#stream.write(`${text}\n`);
    this.#told = true;
  }

  end(): void {
    if (this.#told && this.#stream.isTTY) this.#stream.write('\r\x1b[K');
  }
}
