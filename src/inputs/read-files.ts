import { failureKind } from '../gateway/failure-kind.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import type { Reference } from '../gateway/reference.ts';
import type { Stat } from '../gateway/wire/messages.ts';
import { joinPath, pathPattern } from '../paths/path-pattern.ts';

/** Go's fs.ModeDir. */
export const directoryBit = 0x8000_0000;
/** Go's fs.ModeSymlink. */
export const linkBit = 0x0800_0000;
/** Go's fs.ModeType: a directory, a link, a FIFO, a socket, a device or something else that is no regular file. */
const typeBits = 0x8f28_0000;

/**
 * Files that match any of the patterns, by path, sorted; directories are not files.
 *
 * @param likely matching files that mostly are there: they are asked for without waiting for a list.
 */
export async function readPatterns(
  reference: Reference,
  patterns: readonly string[],
  likely: readonly string[] = [],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const [paths, early] = await Promise.all([
    listPatterns(reference, patterns),
    readFiles(reference, likely),
  ]);
  const rest = paths.filter((path) => !early.has(path));
  const files = new Map([...early, ...(await readFiles(reference, rest))]);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Those of some files that are there, by path. */
export async function readFiles(
  reference: Reference,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await Promise.all(paths.map((path) => read(reference, path)));
  return new Map(files.filter((each) => each !== undefined));
}

/** Paths of the files that match any of the patterns, sorted. */
export async function listPatterns(
  reference: Reference,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const parsed = patterns.map(pathPattern);
  const directories = [...new Set(parsed.map(({ directory }) => directory))];
  const found = await Promise.all(
    directories.map(async (directory) => {
      const entries = await list(reference, directory);
      return entries
        .filter(({ mode = 0 }) => isReadable(mode))
        .map(({ path = '' }) => path.replace(/^.*\//s, ''))
        .filter((name) => parsed.some((each) => each.directory === directory && each.matches(name)))
        .map((name) => joinPath(directory, name));
    }),
  );
  return found.flat().sort();
}

async function list(reference: Reference, directory: string): Promise<readonly Stat[]> {
  try {
    return await reference.readDirectory(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Undefined if there is none: nothing, a directory, or a link that leads nowhere. */
async function read(
  reference: Reference,
  path: string,
): Promise<readonly [string, Uint8Array] | undefined> {
  try {
    return [path, await reference.readFile(path)];
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether reading ends: the daemon waits when it opens a FIFO. A link is read as its target. */
function isReadable(mode: number): boolean {
  return (mode & typeBits & ~linkBit) === 0;
}

/**
 * Requires a regular file, because the daemon waits when it opens a FIFO. It follows links first, and not out of the
 * filesystem.
 *
 * @throws Error if it is something else.
 */
export async function requireRegular(reference: Reference, path: string): Promise<void> {
  const { mode = 0 } = await reference.statFile(path);
  if ((mode & typeBits) !== 0) throw new Error(`${path} is not a regular file`);
}

/** The errors of this machine for such a path. */
const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/** Whether a call failed because nothing is there, or a file where a directory is wanted, or the other way round. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof GatewayError)) {
    return error instanceof Error && 'code' in error && MISSING.includes(String(error.code));
  }
  return (
    failureKind(error.status) === 'missing' || /not a directory|is a directory/.test(error.message)
  );
}
