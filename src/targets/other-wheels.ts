import { readFailure } from '../failures/failure.ts';
import { workOf } from '../failures/failed-work.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { wheelPythons, type WheelPythons } from '../python/wheel-pythons.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

/**
 * For which Pythons there are wheels of a release that could not be compiled: by the list of its lock, else by the index.
 * undefined if something else failed, or the answer is not known.
 */
export async function otherWheels(
  ports: TargetPorts,
  { stages, lockedWheels, target }: Planned,
  error: unknown,
): Promise<WheelPythons | undefined> {
  if (!(error instanceof GatewayError)) return undefined;
  const failure = readFailure(error);
  const work = workOf({ stages, digest: ports.digest }, failure.digest);
  if (failure.kind !== 'process' || work?.kind !== 'make') return undefined;
  const { name, version, origin } = work.planned;
  if (origin.from !== 'url') return undefined;
  const listed = lockedWheels?.get(name);
  if (listed !== undefined) return wheelPythons(listed, target.interpreter);
  return version === null ? undefined : ports.releasedWheels?.(`${name}==${version}`);
}
