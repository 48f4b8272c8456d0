import type { PdmLock } from './formats/pdm/pdm-lock.ts';
import type { PipfileLock } from './formats/pipfile/pipfile-lock.ts';
import type { PoetryLock } from './formats/poetry/poetry-lock.ts';
import type { PylockLock } from './formats/pylock/pylock-lock.ts';
import type { RequirementsLock } from './formats/requirements/requirements-lock.ts';
import type { UvLock } from './formats/uv/uv-lock.ts';

/** A lock as read: plain JSON, opaque to all but this folder; `selectDistributions` reads it. */
export type Lock = UvLock | PylockLock | PoetryLock | PdmLock | PipfileLock | RequirementsLock;
