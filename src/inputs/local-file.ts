import { readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/**
 * The bytes of a file of a project, which strangers may have made: a link to a device has no end, and opening a named pipe
 * waits for its other end; so does a file of the kernel.
 */
export async function readLocalFile(path: string): Promise<Buffer> {
  requireFile(path, await stat(path));
  return readFile(path);
}

/** The same without a promise. `pipe`: a person named the path, and may mean the output of a program. */
export function readLocalFileSync(path: string, pipe?: 'pipe'): Buffer {
  const stats = statSync(path);
  if (pipe === undefined || !stats.isFIFO()) requireFile(path, stats);
  return readFileSync(path);
}

/** As much as a build reads of a file. */
const MOST_MEBIBYTES = 64;

/** Files of the kernel. procfs and sysfs say that they are empty, and reading some of them waits. */
const KERNEL = /^\/(?:proc|sys)\//;

/** The error of a directory is left to whoever reads it. */
function requireFile(path: string, stats: Stats): void {
  if (stats.isDirectory()) return;
  const isRegular = stats.isFile() && (stats.size > 0 || !KERNEL.test(realpathSync(path)));
  if (isRegular && stats.size <= MOST_MEBIBYTES << 20) return;
  const message = isRegular
    ? `${path} has more than ${MOST_MEBIBYTES} MiB`
    : `${path} is not a regular file`;
  throw Object.assign(new Error(message), { code: 'EINVAL', syscall: 'read', path });
}
