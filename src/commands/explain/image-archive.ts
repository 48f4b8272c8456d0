import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { ByteReader } from './byte-reader.ts';
import { DamagedImage, requireText } from './damaged-image.ts';
import { readTar } from './tar-entries.ts';

/** The files of an image that is kept as files: an OCI layout, or what `docker image save` writes. */
export interface ImageArchive {
  /** undefined if there is no such file. */
  readonly text: (path: string) => Promise<string | undefined>;
  readonly stream: (path: string) => AsyncIterable<Uint8Array>;
  readonly size: (path: string) => number | Promise<number>;
}

/** A directory, as `--output type=oci,tar=false` leaves it. */
export function layoutDirectory(directory: string): ImageArchive {
  return {
    text: async (path) => {
      const size = await sizeWithin(directory, path).catch(missing);
      if (size === undefined) return undefined;
      requireText(path, size);
      return readFile(join(directory, path), 'utf8');
    },
    stream: (path) => createReadStream(join(directory, path), { highWaterMark }),
    size: (path) => sizeWithin(directory, path),
  };
}

/** The size of a regular file below a directory, or of that which a link there leads to. */
async function sizeWithin(directory: string, path: string): Promise<number> {
  if (path.split(/[\\/]/).includes('..')) throw new DamagedImage(`${path} leads out of it`);
  const found = await stat(join(directory, path));
  if (!found.isFile()) throw new DamagedImage(`${path} is not a file`);
  return found.size;
}

function missing(error: unknown): undefined {
  if (error instanceof UsageError) throw error;
}

const highWaterMark = 1 << 20;

/** A tarball, of which only the places of its files are read at first. */
export async function layoutTarball(file: string): Promise<ImageArchive> {
  const places = await tarPlaces(file);
  const placeOf = (path: string) => {
    const found = places.get(path);
    if (found === undefined) throw new DamagedImage(`it has no ${path}`);
    return found;
  };
  const stream = (path: string) => {
    const { start, size } = placeOf(path);
    if (size === 0) return createReadStream('/dev/null');
    return createReadStream(file, { start, end: start + size - 1, highWaterMark });
  };
  return {
    text: async (path) => {
      if (!places.has(path)) return undefined;
      requireText(path, placeOf(path).size);
      const parts: Uint8Array[] = [];
      for await (const part of stream(path)) parts.push(part as Uint8Array);
      return Buffer.concat(parts).toString();
    },
    stream,
    size: (path) => placeOf(path).size,
  };
}

interface Place {
  readonly start: number;
  readonly size: number;
}

/** Where each file of an uncompressed tarball lies. */
async function tarPlaces(file: string): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  const links: (readonly [from: string, to: string])[] = [];
  const handle = await open(file);
  try {
    const reader = new ByteReader(handle.createReadStream({ highWaterMark, autoClose: false }));
    await readTar(reader, ({ path, kind, size, target }) => {
      if (kind === 'file') places.set(path, { start: reader.position, size });
      else if (kind === 'link') links.push([path, target]);
    });
  } finally {
    await handle.close();
  }
  for (const [from, to] of links) {
    const place = places.get(to);
    if (place !== undefined) places.set(from, place);
  }
  return places;
}
