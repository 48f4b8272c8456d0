import type { Foundation, PlannedPython } from './plan.ts';

/** The stages of the host: on them run the steps of an image whose programs the builder cannot run. */
export function hostFoundation(foundation: Foundation): Foundation {
  const { host, ...image } = foundation;
  if (host === undefined) return foundation;
  return {
    ...image,
    platform: host.platform,
    base: { ...image.base, reference: host.base },
    python: { ...image.python, version: host.python },
  };
}

/**
 * Whether byte code of one Python is that of the other: its magic number changes with the minor version, and before the
 * first release of that (CPython, Include/internal/pycore_magic_number.h).
 */
export function sameByteCode(
  one: Pick<PlannedPython, 'version'>,
  other: Pick<PlannedPython, 'version'>,
): boolean {
  const isFinal = ({ version }: Pick<PlannedPython, 'version'>) => /^[\d.]+$/.test(version);
  if (!isFinal(one) || !isFinal(other)) return one.version === other.version;
  return minorOf(one) === minorOf(other);
}

function minorOf({ version }: Pick<PlannedPython, 'version'>): string {
  return version.split('.').slice(0, 2).join('.');
}
