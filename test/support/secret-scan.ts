import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';

/** The forms in which a password may be left somewhere: as it is, and inside of Base64 at any offset. */
export function secretForms(secret: string): readonly string[] {
  const shifted = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + secret).toString('base64');
    // The first and the last group of four depend on what stands before and behind.
    return encoded.slice(offset === 0 ? 0 : 4).replace(/[^=]{0,3}={0,2}$/, '');
  });
  return [secret, ...shifted];
}

/**
 * Where a secret is found: in a file or a directory, and in everything that is packed there in gzip, tar
 * and zip, however deep. Empty if it is nowhere.
 */
export function findSecret(path: string, secret: string): readonly string[] {
  const forms = secretForms(secret).map((form) => Buffer.from(form));
  return scanPath(path, (bytes) => forms.some((form) => bytes.includes(form)));
}

type Holds = (bytes: Buffer) => boolean;

function scanPath(path: string, holds: Holds): readonly string[] {
  if (statSync(path).isDirectory()) {
    return readdirSync(path).flatMap((name) => scanPath(join(path, name), holds));
  }
  return scan(readFileSync(path), path, holds);
}

function scan(bytes: Buffer, place: string, holds: Holds): readonly string[] {
  const packed = unpacked(bytes);
  const inside = packed.flatMap(({ name, content }) => scan(content, `${place}!${name}`, holds));
  if (inside.length > 0) return inside;
  return holds(bytes) ? [place] : [];
}

interface Entry {
  readonly name: string;
  readonly content: Buffer;
}

function unpacked(bytes: Buffer): readonly Entry[] {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return gunzipped(bytes);
  if (bytes.length > 512 && bytes.toString('latin1', 257, 262) === 'ustar')
    return tarEntries(bytes);
  if (bytes.length > 30 && bytes.readUInt32LE(0) === ZIP_LOCAL) return zipEntries(bytes);
  return [];
}

function gunzipped(bytes: Buffer): readonly Entry[] {
  return [{ name: '', content: gunzipSync(bytes) }];
}

function tarEntries(bytes: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  const text = (from: number, length: number) =>
    bytes.toString('utf8', from, from + length).replace(/\0[^]*$/, '');
  let at = 0;
  while (at + 512 <= bytes.length && bytes[at] !== 0) {
    const size = parseInt(text(at + 124, 12).trim() || '0', 8);
    const name = [text(at + 345, 155), text(at, 100)].filter(Boolean).join('/');
    entries.push({ name, content: bytes.subarray(at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return entries;
}

const ZIP_LOCAL = 0x04034b50;
const ZIP_CENTRAL = 0x02014b50;
const ZIP_END = 0x06054b50;
const DEFLATED = 8;

/** Through the central directory, as local headers need not tell sizes. */
function zipEntries(bytes: Buffer): readonly Entry[] {
  const end = bytes.lastIndexOf(Buffer.from(Uint32Array.of(ZIP_END).buffer));
  if (end < 0) return [];
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === ZIP_CENTRAL) {
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + size);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      content: bytes.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(content) : content,
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
