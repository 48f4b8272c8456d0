import { archiveLimits } from '../graph/agreed.ts';
import { paxRecords, TAR_BLOCK, tarNumber, tarPath, tarText } from './tar-header.ts';

/** A file of an archive, which is unpacked when it is read. */
export interface ArchiveFile {
  readonly path: string;
  readonly read: () => Uint8Array;
}

/** The part of node:zlib that archives need; it is loaded by the few builds that read one. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** No source that is built on Python alone is larger unpacked, or has more files. */
const { ANY_BYTES, MOST_MEMBERS } = archiveLimits;

/** The regular files of a .tar.gz or .zip; undefined for another kind, or one that is too large or cannot be read. */
export function archiveFiles(bytes: Uint8Array): readonly ArchiveFile[] | undefined {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      return tarFiles(zlib().gunzipSync(bytes, { maxOutputLength: ANY_BYTES }));
    }
    return zipFiles(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // From zlib, or for a length that the bytes do not have.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error))
      return undefined;
    throw error;
  }
}

/** pax interchange format and its forerunners (POSIX.1-2024, pax; tar(5) of GNU for long names). */
function tarFiles(tar: Buffer): readonly ArchiveFile[] | undefined {
  const files: ArchiveFile[] = [];
  let long: string | undefined;
  let pax: Readonly<Record<string, string>> = {};
  for (let at = 0; at + TAR_BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + TAR_BLOCK);
    if (header[0] === 0) break;
    if (files.length === MOST_MEMBERS) return undefined;
    const size = Number(pax['size'] ?? tarNumber(header, 124, 12));
    const start = at + TAR_BLOCK;
    if (!Number.isSafeInteger(size) || size < 0 || start + size > tar.length) return undefined;
    const body = tar.subarray(start, start + size);
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    const kind = String.fromCharCode(header[156] ?? 0);
    if (kind === 'x') pax = paxRecords(body);
    else if (kind === 'L') long = tarText(body, 0, body.length);
    else if (kind !== 'g' && kind !== 'K') {
      const path = tarPath(header, pax['path'] ?? long);
      if (kind === '0' || kind === '\0' || kind === '7') files.push({ path, read: () => body });
      long = undefined;
      pax = {};
    }
  }
  return files;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** APPNOTE.TXT 6.3.10, 4.3; without the extensions for more than four gigabytes. */
function zipFiles(zip: Buffer): readonly ArchiveFile[] | undefined {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) return undefined;
  const files: ArchiveFile[] = [];
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) return undefined;
    const method = zip.readUInt16LE(at + 10);
    const packed = zip.readUInt32LE(at + 20);
    const size = zip.readUInt32LE(at + 24);
    const local = zip.readUInt32LE(at + 42);
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const path = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    if (path.endsWith('/')) continue;
    // Their contents may overlap, so that a small archive has many large files.
    total += size;
    if (total > ANY_BYTES) return undefined;
    if (method !== 0 && method !== 8) return undefined;
    files.push({
      path,
      read: () => {
        const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
        const bytes = zip.subarray(start, start + packed);
        return method === 0
          ? bytes
          : zlib().inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
      },
    });
  }
  return files;
}
