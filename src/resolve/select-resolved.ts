import type { Lock } from '../lock/lock.ts';
import type { Distribution } from '../lock/model.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import type { Selection } from '../lock/selection.ts';
import type { PythonTarget } from '../python/target.ts';
import type { PythonLockQuestion } from '../facts/fact-source.ts';

/** The packages that a resolution installs: extras and groups were part of its question. */
export function selectResolved(
  lock: Lock,
  { noBinary, onlyBinary }: PythonLockQuestion,
  target: PythonTarget,
): Selection {
  const selection = selectDistributions(lock, {
    target,
    extras: [],
    groups: [],
    noBinary,
    onlyBinary,
  });
  return { ...selection, distributions: selection.distributions.map(withoutOwnHash) };
}

/** The hash of a file of the context was computed by uv: no lock asks for it, and it changes with the file. */
function withoutOwnHash(distribution: Distribution): Distribution {
  if (distribution.source.kind !== 'file') return distribution;
  const { sha256: _, ...source } = distribution.source;
  return { ...distribution, source };
}
