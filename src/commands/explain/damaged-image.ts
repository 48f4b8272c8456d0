import * as z from 'zod/mini';
import { UsageError } from '../usage-error.ts';

/** Bytes of a document or a database of packages, which is read into memory. */
const LARGEST_TEXT = 128 * 1024 * 1024;

/** An image that cannot be read, whoever made it so. */
export class DamagedImage extends UsageError {
  constructor(why: string) {
    super(`the image is damaged: ${why}`);
  }
}

/** Requires a text that fits in memory. */
export function requireText(path: string, size: number): void {
  if (size > LARGEST_TEXT) throw new DamagedImage(`${path} has ${size} bytes`);
}

/** The answer of a reader of images. Errors of JSON, of zod and of zlib mean that the image is damaged. */
export async function orDamaged<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError || 'syscall' in error) throw error;
    const isData =
      error instanceof SyntaxError ||
      error instanceof z.core.$ZodError ||
      ('code' in error && /^(?:Z_|ZSTD_|ERR_OUT_OF_RANGE)/.test(String(error.code)));
    if (isData) throw new DamagedImage(error.message);
    throw error;
  }
}
