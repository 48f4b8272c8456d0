import type { Bridge } from './bridge.ts';
import type { Capabilities } from './capabilities.ts';
import { GatewayError } from './gateway-error.ts';
import { StatusCode } from './status-code.ts';
import type { Stat } from './wire/messages.ts';

export interface FileRange {
  readonly offset: number;
  /** 0: to the end. */
  readonly length: number;
}

const chunkSize = 8 * 1024 * 1024;

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

  /** A file, or a range of it; a file larger than one message is read in pieces. */
  async readFile(path: string, range?: FileRange): Promise<Uint8Array> {
    try {
      return await this.#read(path, range);
    } catch (error) {
      const tooLarge =
        error instanceof GatewayError && error.status.code === StatusCode.resourceExhausted;
      if (!tooLarge || range !== undefined) throw error;
      return this.#readInPieces(path);
    }
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

  async #read(path: string, range: FileRange | undefined): Promise<Uint8Array> {
    const response = await this.#bridge.call('ReadFile', { ref: this.id, filePath: path, range });
    return response.data ?? new Uint8Array();
  }

  async #readInPieces(path: string): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let offset = 0; ;) {
      const piece = await this.#read(path, { offset, length: chunkSize });
      pieces.push(piece);
      offset += piece.length;
      if (piece.length < chunkSize) return Buffer.concat(pieces);
    }
  }
}
