import { baseName } from '../paths/base-name.ts';
import type { Plan } from './plan.ts';
import type { Spec } from '../spec/spec.ts';

/**
 * Names of modules that other files than those of `source` may have, by the places that they are copied or written to.
 * Undefined if PYTHONPATH may lead to the modules in them.
 */
export function otherNames(
  places: readonly string[],
  variables: readonly { readonly name: string }[],
): ReadonlySet<string> | undefined {
  if (places.length > 0 && variables.some(({ name }) => name === 'PYTHONPATH')) return undefined;
  return new Set(places.map((place) => baseName(place.replace(/\/+$/, '')).replace(/\.py$/, '')));
}

/** The places of a plan that have files besides those of `source`. */
export function plannedPlaces({ trees, steps }: Pick<Plan, 'trees' | 'steps'>): readonly string[] {
  return [
    ...trees
      .filter(({ importable }) => !importable)
      .flatMap(({ parts }) => parts.map(({ to }) => to)),
    ...steps.flatMap(({ output }) => output ?? []),
  ];
}

/** The same of a file, before anything is planned. */
export function writtenPlaces({
  files,
  assets,
  downloads,
  steps,
}: Pick<Spec, 'files' | 'assets' | 'downloads' | 'steps'>): readonly string[] {
  return [
    ...files.map(({ value }) => value),
    ...[...assets, ...downloads].map(({ to }) => to),
    ...steps.flatMap(({ output }) => output ?? []),
  ];
}
