import type { Lock } from './lock.ts';
import { lockError } from './lock-error.ts';
import type { LockInput } from './lock-input.ts';
import { readPylock } from './pylock/read-pylock.ts';
import { readRequirements } from './requirements/read-requirements.ts';
import { readUvLock } from './uv/read-uv-lock.ts';

/** Reads a lock of any format; throws a DiagnosticError where it cannot be read. */
export function readLock(input: LockInput): Lock {
  switch (input.format) {
    case 'pylock':
      return readPylock(input.source);
    case 'uv':
      return readUvLock(input.source).lock;
    case 'requirements':
      return readRequirements(input);
    default:
      throw lockError('lock-format', `locks of ${input.format} are not read yet`);
  }
}
