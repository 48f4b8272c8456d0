import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { UsageError } from '../usage-error.ts';
import { ByteReader } from './byte-reader.ts';
import { requireText } from './damaged-image.ts';
import type { ImageArchive } from './image-archive.ts';
import { readTar, type TarEntry } from './tar-entries.ts';

/** One file of a layer. */
export interface LayerEntry extends TarEntry {
  /** For a file's content. */
  readonly sha256?: string;
  /** Bytes of the compressed layer that it takes, roughly. */
  readonly compressed: number;
  /** For the databases of packages. */
  readonly text?: string;
}

export interface LayerFiles {
  readonly entries: readonly LayerEntry[];
  readonly compressed: number;
  /** Bytes of all files. */
  readonly unpacked: number;
}

/** The databases of installed packages. */
const databases =
  /(?:\.dist-info\/(?:METADATA|RECORD|slim\.json)|\.egg-info(?:\/PKG-INFO)?|^var\/lib\/dpkg\/status(?:\.d\/[^/]+)?|^var\/lib\/dpkg\/left-out\.json|^var\/lib\/dpkg\/info\/[^/]+\.list|^lib\/apk\/db\/installed|^usr\/lib\/os-release|^etc\/os-release)$/;

/** Reads a layer with any compression; one without is compressed, to show its size in a registry. */
export async function readLayer(archive: ImageArchive, path: string): Promise<LayerFiles> {
  const size = await archive.size(path);
  const blob = archive.stream(path);
  const { start, whole } = await peeked(blob);
  const unpacking = decompressor(start);
  const counted = unpacking === undefined ? compressing(whole) : decompressing(whole, unpacking);
  const reader = new ByteReader(counted.chunks);
  const entries: LayerEntry[] = [];
  let unpacked = 0;
  let before = 0;
  let kept = 0;
  await readTar(reader, async (entry, content) => {
    const isKept = entry.kind === 'file' && databases.test(entry.path);
    const hash = createHash('sha256');
    const parts: Uint8Array[] = [];
    if (isKept) requireText(entry.path, (kept += entry.size));
    await content.show((part) => {
      hash.update(part);
      if (isKept) parts.push(part);
    });
    const after = counted.compressedAt(reader.position);
    entries.push({
      ...entry,
      compressed: Math.max(0, after - before),
      ...(entry.kind === 'file' && { sha256: hash.digest('hex') }),
      ...(isKept && { text: Buffer.concat(parts).toString() }),
    });
    unpacked += entry.size;
    before = after;
  });
  await reader.pass(Infinity);
  return {
    entries,
    unpacked,
    compressed: unpacking === undefined ? counted.compressedAt(Infinity) : size,
  };
}

interface Counted {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes of the compressed layer before a place of the unpacked one, among those that were read. */
  readonly compressedAt: (position: number) => number;
}

/** Two places, between which what is compressed grows evenly. */
class Pace {
  #last = { unpacked: 0, compressed: 0 };
  #next = { unpacked: 0, compressed: 0 };

  step(unpacked: number, compressed: number): void {
    this.#last = this.#next;
    this.#next = { unpacked, compressed };
  }

  at(position: number): number {
    const { unpacked, compressed } = this.#last;
    const width = this.#next.unpacked - unpacked;
    if (width === 0 || position >= this.#next.unpacked) return this.#next.compressed;
    const share = Math.max(0, position - unpacked) / width;
    return Math.round(compressed + share * (this.#next.compressed - compressed));
  }
}

type Unpacking = zlib.Gunzip;

function decompressing(blob: AsyncIterable<Uint8Array>, unpacking: Unpacking): Counted {
  const pace = new Pace();
  async function* chunks() {
    let unpacked = 0;
    const source = Readable.from(blob);
    source.on('error', (error) => unpacking.destroy(error));
    for await (const chunk of source.pipe(unpacking)) {
      unpacked += (chunk as Buffer).length;
      pace.step(unpacked, unpacking.bytesWritten);
      yield chunk as Buffer;
    }
  }
  return { chunks: chunks(), compressedAt: (position) => pace.at(position) };
}

function compressing(blob: AsyncIterable<Uint8Array>): Counted {
  const pace = new Pace();
  const packing = zlib.createGzip();
  let compressed = 0;
  packing.on('data', (part: Buffer) => (compressed += part.length));
  async function* chunks() {
    let unpacked = 0;
    for await (const chunk of blob) {
      await new Promise<void>((resolve) => {
        packing.write(chunk, () => {
          resolve();
        });
      });
      unpacked += chunk.length;
      pace.step(unpacked, compressed);
      yield chunk;
    }
    await new Promise<void>((resolve) => packing.once('end', resolve).end());
    pace.step(Infinity, compressed);
  }
  return { chunks: chunks(), compressedAt: (position) => pace.at(position) };
}

async function peeked(
  blob: AsyncIterable<Uint8Array>,
): Promise<{ start: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const iterator = blob[Symbol.asyncIterator]();
  const first = await iterator.next();
  const start = first.done === true ? new Uint8Array(0) : first.value;
  async function* whole() {
    yield start;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { start, whole: whole() };
}

/** By the first bytes, for media types of layers are written in several ways. */
function decompressor(start: Uint8Array): Unpacking | undefined {
  if (start[0] === 0x1f && start[1] === 0x8b) return zlib.createGunzip();
  if (start[0] !== 0x28 || start[1] !== 0xb5 || start[2] !== 0x2f || start[3] !== 0xfd) {
    return undefined;
  }
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Unpacking };
  if (createZstdDecompress !== undefined) return createZstdDecompress();
  throw new UsageError('a layer is compressed with zstd, which needs Node 22.15 or newer');
}
