import type { Lock } from './lock.ts';
import type { LockInput } from './lock-input.ts';
import { readPdmLock } from './formats/pdm/read-pdm-lock.ts';
import { readPipfileLock } from './formats/pipfile/read-pipfile-lock.ts';
import { readPoetryLock } from './formats/poetry/read-poetry-lock.ts';
import { readPylock } from './formats/pylock/read-pylock.ts';
import { readRequirements } from './formats/requirements/read-requirements.ts';
import { readUvLock } from './formats/uv/read-uv-lock.ts';

/** Reads a lock of any format; throws a DiagnosticError where it cannot be read. */
export function readLock(input: LockInput): Lock {
  switch (input.format) {
    case 'uv':
      return readUvLock(input);
    case 'pylock':
      return readPylock(input.source);
    case 'poetry':
      return readPoetryLock(input);
    case 'pdm':
      return readPdmLock(input);
    case 'pipfile':
      return readPipfileLock(input);
    case 'requirements':
      return readRequirements(input);
  }
}
