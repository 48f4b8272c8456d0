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

const blockSize = 512;

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
    const header = await reader.take(blockSize);
    // Two empty blocks end an archive; some writers leave them out.
    if (header === undefined || header[0] === 0) return;
    const size = Number(extended['size'] ?? number(header, 124, 12));
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x' || type === 'L' || type === 'K') {
      const text = (await required(reader, size)).toString();
      await padding(reader, size);
      if (type === 'x') extended = { ...extended, ...paxRecords(text) };
      else extended[type === 'L' ? 'path' : 'linkpath'] = text.replace(/\0.*$/s, '');
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
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  const name = text(header, 0, 100);
  const path = extended['path'] ?? (prefix === '' ? name : `${prefix}/${name}`);
  return {
    path: path.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, ''),
    kind: kinds[type] ?? 'other',
    size,
    mode: number(header, 100, 8),
    uid: number(header, 108, 8),
    gid: number(header, 116, 8),
    modified: Math.floor(Number(extended['mtime'] ?? number(header, 136, 12))),
    target: extended['linkpath'] ?? text(header, 157, 100),
  };
}

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '1': 'link',
  '2': 'symlink',
  '5': 'directory',
};

function text(header: Buffer, start: number, length: number): string {
  return header
    .subarray(start, start + length)
    .toString()
    .replace(/\0.*$/s, '');
}

/** Octal, or base 256 where the first bit says so (GNU tar, for what is too large). */
function number(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) === 0) {
    return Number.parseInt(field.toString('latin1').replace(/\0.*$/s, '').trim() || '0', 8);
  }
  return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
}

/** `LENGTH KEY=VALUE\n`, one after another. */
function paxRecords(records: string): Record<string, string> {
  const found: Record<string, string> = {};
  let rest = Buffer.from(records);
  while (rest.length > 0) {
    const length = Number.parseInt(rest.toString('latin1', 0, 20), 10);
    if (!(length > 0)) return found;
    const record = rest.subarray(0, length - 1).toString();
    const [, key = '', value = ''] = /^\d+ ([^=]*)=(.*)$/s.exec(record) ?? [];
    found[key] = value;
    rest = rest.subarray(length);
  }
  return found;
}

async function required(reader: ByteReader, size: number): Promise<Buffer> {
  const content = await reader.take(size);
  if (content === undefined) throw new Error('the archive is truncated');
  return content;
}

async function padding(reader: ByteReader, size: number): Promise<void> {
  await reader.pass((blockSize - (size % blockSize)) % blockSize);
}
