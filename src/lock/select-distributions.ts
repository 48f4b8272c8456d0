import type { Lock } from './lock.ts';
import { selectPylock } from './pylock/select-pylock.ts';
import { selectRequirements } from './requirements/select-requirements.ts';
import type { Selection, SelectionRequest } from './selection.ts';
import { selectUv } from './uv/select-uv.ts';

/** What a lock says must be installed for one target: the files that uv and pip would choose. */
export function selectDistributions(lock: Lock, request: SelectionRequest): Selection {
  switch (lock.format) {
    case 'pylock':
      return selectPylock(lock, request);
    case 'uv':
      return selectUv(lock, request);
    case 'requirements':
      return selectRequirements(lock, request);
  }
}
