import { catalogue, type CatalogueRuntime } from './catalogue.ts';
import type { SystemFamily } from './spec.ts';

/** Runtimes of a family, those with Debian's own Python first, each the newest release first. */
export function rankedRuntimes(family: SystemFamily): readonly CatalogueRuntime[] {
  return [...catalogue.values()]
    .filter((runtime) => runtime.family === family)
    .sort((a, b) => Number(isDebians(b)) - Number(isDebians(a)));
}

/** Whether its Python is Debian's own. */
export function isDebians({ image }: CatalogueRuntime): boolean {
  return image.startsWith('debian:');
}

/** Runtimes to offer to a person: those that still get security updates first. */
export function offeredRuntimes(family: SystemFamily): readonly CatalogueRuntime[] {
  return rankedRuntimes(family).toSorted(
    (a, b) => Number(a.deprecated !== undefined) - Number(b.deprecated !== undefined),
  );
}

/** The best of the runtimes that have one of these Pythons. */
export function runtimeWith(
  pythons: readonly string[],
  family: SystemFamily,
): CatalogueRuntime | undefined {
  return offeredRuntimes(family).find(({ pythonVersion }) => pythons.includes(pythonVersion));
}
