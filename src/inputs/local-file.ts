import { statSync, readFileSync, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/**
 * The bytes of a file of a project, which strangers may have made: a link to a device has no end, and opening a named pipe
 * waits for its other end.
 */
export async function readLocalFile(path: string): Promise<Buffer> {
  requireFile(path, await stat(path));
  return readFile(path);
}

/** The same at once. `pipe`: a person named the path, and may mean the output of a program. */
export function readLocalFileSync(path: string, pipe?: 'pipe'): Buffer {
  const stats = statSync(path);
  if (pipe === undefined || !stats.isFIFO()) requireFile(path, stats);
  return readFileSync(path);
}

/** The error of a directory is left to whoever reads it. */
function requireFile(path: string, stats: Stats): void {
  if (stats.isFile() || stats.isDirectory()) return;
  const message = `${path} is not a regular file`;
  throw Object.assign(new Error(message), { code: 'EINVAL', syscall: 'read', path });
}
