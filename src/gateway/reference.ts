import type { Bridge } from './bridge.ts';
import type { Capabilities } from './capabilities.ts';
import type { Stat } from './wire/messages.ts';

export interface FileRange {
  readonly offset: number;
  /** 0: to the end. */
  readonly length: number;
}

const chunkSize = 8 * 1024 * 1024;
/** Bytes of a file; no answer that a build reads is as long. */
const LONGEST = 64 * 1024 * 1024;

/** A solved filesystem; it is run when something of it is read or it is evaluated. */
export class Reference {
  readonly id: string;
  readonly #bridge: Bridge;
  readonly #capabilities: Capabilities;

  constructor(bridge: Bridge, capabilities: Capabilities, id: string) {
    this.#bridge = bridge;
    this.#capabilities = capabilities;
    this.id = id;
  }

  /**
   * A file, or a range of it. A whole one is read in pieces: a daemon reads as much into its memory as it is asked for,
   * and whoever wrote the file may have made it of any length.
   */
  async readFile(path: string, range?: FileRange): Promise<Uint8Array> {
    if (range !== undefined) return this.#read(path, range);
    const first = await this.#read(path, { offset: 0, length: chunkSize });
    return first.length < chunkSize ? first : this.#readOn(path, first);
  }

  /** Entries of a directory, in the daemon's order; `pattern` selects by name. */
  async readDirectory(path: string, pattern?: string): Promise<readonly Stat[]> {
    const response = await this.#bridge.call('ReadDir', {
      ref: this.id,
      dirPath: path,
      includePattern: pattern,
    });
    return response.entries ?? [];
  }

  async statFile(path: string): Promise<Stat> {
    const response = await this.#bridge.call('StatFile', { ref: this.id, path });
    return response.stat ?? {};
  }

  /** Runs it now, so that its failure is this call's. */
  async evaluate(): Promise<void> {
    if (this.#capabilities.supports('gateway.evaluate')) {
      await this.#bridge.call('Evaluate', { ref: this.id });
    } else {
      await this.statFile('.');
    }
  }

  async #read(path: string, range: FileRange): Promise<Uint8Array> {
    const response = await this.#bridge.call('ReadFile', { ref: this.id, filePath: path, range });
    return response.data ?? new Uint8Array();
  }

  async #readOn(path: string, first: Uint8Array): Promise<Uint8Array> {
    const pieces = [first];
    for (let offset = first.length; ;) {
      if (offset > LONGEST) throw new Error(`${path} has more than ${LONGEST} bytes`);
      const piece = await this.#read(path, { offset, length: chunkSize });
      pieces.push(piece);
      offset += piece.length;
      if (piece.length < chunkSize) return Buffer.concat(pieces);
    }
  }
}
