import { paxRecords, TAR_BLOCK, tarNumber, tarPath, tarText } from '../../inputs/tar-header.ts';
import type { ByteReader } from './byte-reader.ts';
import { DamagedImage } from './damaged-image.ts';

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

/** Bytes of a header that extends another, and of a path: nothing that a system unpacks has longer ones. */
const LONGEST_HEADER = 1024 * 1024;
const LONGEST_PATH = 4096;
/** Entries of an archive, of which each takes memory: ten times those of a large image. */
const MOST_ENTRIES = 3_000_000;
/** Records of extended headers that count here (POSIX.1-2024, pax). */
const RECORDS = ['path', 'linkpath', 'size', 'mtime'];

/**
 * Calls for each entry in order. What the call leaves of the content is skipped.
 *
 * @throws DamagedImage if the archive is truncated, or no archive that anybody could unpack.
 */
export async function readTar(
  reader: ByteReader,
  each: (entry: TarEntry, content: TarContent) => Promise<void> | void,
): Promise<void> {
  let extended: Record<string, string> = {};
  for (let entries = 0; ; entries += 1) {
    if (entries > MOST_ENTRIES)
      throw new DamagedImage(`a layer has more than ${MOST_ENTRIES} files`);
    const header = await reader.take(TAR_BLOCK);
    // Two empty blocks end an archive; some writers leave them out.
    if (header === undefined || header[0] === 0) return;
    const size = Number(extended['size'] ?? tarNumber(header, 124, 12));
    if (!Number.isSafeInteger(size) || size < 0) throw new DamagedImage('a file has no size');
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x' || type === 'L' || type === 'K') {
      if (size > LONGEST_HEADER) throw new DamagedImage(`a header has ${size} bytes`);
      const body = await required(reader, size);
      await padding(reader, size);
      if (type === 'x') extended = { ...extended, ...records(body) };
      else extended[type === 'L' ? 'path' : 'linkpath'] = tarText(body, 0, body.length);
      continue;
    }
    if (type === 'g') {
      await new TarContent(reader, size).skip();
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
    if (!(await this.#reader.pass(left, each))) throw new DamagedImage('it is truncated');
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
  const target = extended['linkpath'] ?? tarText(header, 157, 100);
  if (Math.max(path.length, target.length) > LONGEST_PATH) {
    throw new DamagedImage('the path of a file is longer than any system has');
  }
  return {
    path: path.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, ''),
    kind: kinds[type] ?? 'other',
    size,
    mode: tarNumber(header, 100, 8),
    uid: tarNumber(header, 108, 8),
    gid: tarNumber(header, 116, 8),
    modified: Math.floor(Number(extended['mtime'] ?? tarNumber(header, 136, 12))),
    target,
  };
}

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '1': 'link',
  '2': 'symlink',
  '5': 'directory',
};

function records(body: Buffer): Record<string, string> {
  const all = paxRecords(body);
  return Object.fromEntries(Object.entries(all).filter(([key]) => RECORDS.includes(key)));
}

async function required(reader: ByteReader, size: number): Promise<Buffer> {
  const content = await reader.take(size);
  if (content === undefined) throw new DamagedImage('it is truncated');
  return content;
}

async function padding(reader: ByteReader, size: number): Promise<void> {
  await reader.pass((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
}
