import { paxRecords, TAR_BLOCK, tarNumber, tarPath, tarText } from '../../inputs/tar-header.ts';
import type { ByteReader } from './byte-reader.ts';

/** One file of a tar archive, before its content is read (POSIX.1-2024, pax; GNU tar's long names). */
export interface TarEntry {
  /** Without a slash at its beginning or end. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink' | 'link' | 'other';
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Where a link leads; empty for others. */
  readonly target: string;
}

/**
 * Calls for each entry in order. What the call leaves of the content is skipped.
 *
 * @throws Error if the archive is truncated.
 */
export async function readTar(
  reader: ByteReader,
  each: (entry: TarEntry, content: TarContent) => Promise<void> | void,
): Promise<void> {
  let extended: Record<string, string> = {};
  for (;;) {
    const header = await reader.take(TAR_BLOCK);
    // Two empty blocks end an archive; some writers leave them out.
    if (header === undefined || header[0] === 0) return;
    const size = Number(extended['size'] ?? tarNumber(header, 124, 12));
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x' || type === 'L' || type === 'K') {
      const body = await required(reader, size);
      await padding(reader, size);
      if (type === 'x') extended = { ...extended, ...paxRecords(body) };
      else extended[type === 'L' ? 'path' : 'linkpath'] = tarText(body, 0, body.length);
      continue;
    }
    if (type === 'g') {
      await required(reader, size);
      await padding(reader, size);
      continue;
    }
    const content = new TarContent(reader, size);
    await each(entryOf(header, type, size, extended), content);
    await content.skip();
    await padding(reader, size);
    extended = {};
  }
}

/** The content of the entry that is read. */
export class TarContent {
  readonly #reader: ByteReader;
  #left: number;

  constructor(reader: ByteReader, size: number) {
    this.#reader = reader;
    this.#left = size;
  }

  /** Shows all of it. */
  async show(each?: (part: Uint8Array) => void): Promise<void> {
    const left = this.#left;
    this.#left = 0;
    if (!(await this.#reader.pass(left, each))) throw new Error('the archive is truncated');
  }

  skip(): Promise<void> {
    return this.show();
  }
}

function entryOf(
  header: Buffer,
  type: string,
  size: number,
  extended: Readonly<Record<string, string>>,
): TarEntry {
  const path = tarPath(header, extended['path']);
  return {
    path: path.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, ''),
    kind: kinds[type] ?? 'other',
    size,
    mode: tarNumber(header, 100, 8),
    uid: tarNumber(header, 108, 8),
    gid: tarNumber(header, 116, 8),
    modified: Math.floor(Number(extended['mtime'] ?? tarNumber(header, 136, 12))),
    target: extended['linkpath'] ?? tarText(header, 157, 100),
  };
}

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '1': 'link',
  '2': 'symlink',
  '5': 'directory',
};

async function required(reader: ByteReader, size: number): Promise<Buffer> {
  const content = await reader.take(size);
  if (content === undefined) throw new Error('the archive is truncated');
  return content;
}

async function padding(reader: ByteReader, size: number): Promise<void> {
  await reader.pass((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
}
