import type { Lock } from '../../lock.ts';

/** Whether a lock is one of uv's and its project in this directory of the context is never built. */
export function isVirtual(lock: Lock, directory: string): boolean {
  if (lock.format !== 'uv') return false;
  return lock.packages.some(({ source }) => source.kind === 'virtual' && source.path === directory);
}
