import { ownValue } from '../paths/own-value.ts';
import type { PythonTarget } from '../python/target.ts';
import { isWanted, readRequirement } from './requires-dist.ts';

interface Required {
  readonly name: string;
  readonly requires: readonly string[];
}

/**
 * Which distribution requires which others, sorted: by its metadata, for this Python and with the extras that the others
 * ask of it.
 *
 * @param wanted extras of distributions that are wanted from outside.
 */
export function requirementEdges(
  distributions: readonly Required[],
  target: PythonTarget,
  wanted: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly string[]> {
  const extras = new Map(distributions.map(({ name }) => [name, new Set(ownValue(wanted, name))]));
  const read = distributions.map(({ name, requires }) => ({
    name,
    requirements: requires.flatMap((text) => readRequirement(text) ?? []),
  }));
  const edges = new Map<string, readonly string[]>();
  let grown = true;
  // An extra may bring requirements that ask for further extras.
  while (grown) {
    grown = false;
    for (const { name, requirements } of read) {
      const own = [...(extras.get(name) ?? [])];
      const holding = requirements.filter((each) => isWanted(each, own, target));
      edges.set(name, [...new Set(holding.map((each) => each.name))].sort());
      for (const required of holding) {
        const known = extras.get(required.name);
        for (const extra of required.extras) {
          if (known === undefined || known.has(extra)) continue;
          known.add(extra);
          grown = true;
        }
      }
    }
  }
  return edges;
}
