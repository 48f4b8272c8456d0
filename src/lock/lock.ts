import type { PdmLock } from './pdm/pdm-lock.ts';
import type { PipfileLock } from './pipfile/pipfile-lock.ts';
import type { PoetryLock } from './poetry/poetry-lock.ts';
import type { PylockLock } from './pylock/pylock-lock.ts';
import type { RequirementsLock } from './requirements/requirements-lock.ts';
import type { UvLock } from './uv/uv-lock.ts';

/** A lock as read: plain JSON, opaque to all but this folder; `selectDistributions` reads it. */
export type Lock = UvLock | PylockLock | PoetryLock | PdmLock | PipfileLock | RequirementsLock;
