import type { WriteStream } from 'node:tty';

/** Milliseconds after which progress is shown. */
const patience = 1000;

/** Reports work that takes longer than a second: on a terminal in one temporary line, else once. */
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
