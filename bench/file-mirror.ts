import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

/** A fixed port: it is part of urls in locks, and so of cache keys of an engine. */
export const MIRROR_PORT = 5089;

/** A file of a lock: its checksum and its url. */
export interface LockedFile {
  readonly url: string;
  readonly sha256: string;
}

/**
 * Serves files of locks from a directory, on loopback, so that a measurement does not depend on what a distant index
 * and the network did that minute.
 */
export class FileMirror {
  readonly #directory: string;
  readonly #server: Server;

  private constructor(directory: string, server: Server) {
    this.#directory = directory;
    this.#server = server;
  }

  static async start(directory: string, port: number): Promise<FileMirror> {
    await mkdir(directory, { recursive: true });
    const server = createServer((request, response) => {
      const path = join(directory, new URL(request.url ?? '/', 'http://mirror').pathname);
      stat(path).then(
        ({ size }) => {
          response.writeHead(200, {
            'content-length': size,
            'content-type': 'application/octet-stream',
            'cache-control': 'max-age=365000000, immutable, public',
            etag: `"${path.slice(directory.length + 1)}"`,
          });
          createReadStream(path).pipe(response);
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return new FileMirror(directory, server);
  }

  url(file: LockedFile): string {
    return `${this.#base()}${mirrorPath(file)}`;
  }

  /** Downloads files that are missing. */
  async fill(files: readonly LockedFile[]): Promise<void> {
    for (const file of files) {
      const path = join(this.#directory, mirrorPath(file));
      if (await exists(path)) continue;
      const response = await fetch(file.url);
      if (!response.ok) throw new Error(`${file.url}: ${response.status}`);
      const content = Buffer.from(await response.arrayBuffer());
      if (createHash('sha256').update(content).digest('hex') !== file.sha256) {
        throw new Error(`${file.url} has another sha256 than its lock tells`);
      }
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(`${path}.part`, content);
      await rename(`${path}.part`, path);
    }
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #base(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string')
      throw new Error('the mirror does not listen');
    return `http://127.0.0.1:${address.port}`;
  }
}

function mirrorPath({ url, sha256 }: LockedFile): string {
  return `/${sha256}/${new URL(url).pathname.split('/').at(-1) ?? ''}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
