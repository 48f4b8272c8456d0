import { isTargetName } from '../spec/targets.ts';

/**
 * A name that a service may have, and its image as a part of its name (OCI distribution-spec, "Pulling manifests").
 *
 * @param written a name of another file, or a path.
 */
export function serviceName(written: string): string {
  const name = written
    .replaceAll(/[^A-Za-z0-9]+/g, (run) => (/^(?:\.|__?|-+)$/.test(run) ? run : '-'))
    .replaceAll(/^[._-]+|[._-]+$/g, '');
  if (name === '') return 'process';
  // A target has that name already, or the key is nobody's but the user's.
  return isTargetName(name) || name.startsWith('x-') ? `app-${name}` : name;
}

/** A name that is not taken: with a number at its end if it has to. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = `${name}-${number}`;
  return free;
}

/** Values by names of services, each of which is made of a name that was written. */
export function byServiceName<Value>(
  written: readonly (readonly [name: string, value: Value])[],
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const [name, value] of written)
    found.set(
      freeName(serviceName(name), (free) => found.has(free)),
      value,
    );
  return found;
}
