import type { Lock } from './lock.ts';
import { formatNamed } from './lock-format.ts';
import type { Selection, SelectionRequest } from './selection.ts';

/** The selection of a lock for one target: the files that uv and pip would choose. */
export function selectDistributions(lock: Lock, request: SelectionRequest): Selection {
  return formatNamed(lock.format).select(lock, request);
}
