import type { Explained, ExplainedPackage } from './explained.ts';

/** More chains than these say nothing new. */
const most = 20;

/**
 * The requirers of a package: each chain from the application, or from a package that no other one requires, to it; the
 * shortest first.
 */
export function requirementChains(
  { packages, application }: Pick<Explained, 'packages' | 'application'>,
  wanted: ExplainedPackage,
): readonly (readonly string[])[] {
  const own = packages.filter(({ kind }) => kind === wanted.kind);
  const requirers = new Map<string, string[]>();
  for (const { name, requires } of own) {
    for (const each of requires) requirers.set(each, [...(requirers.get(each) ?? []), name]);
  }
  const found: (readonly string[])[] = [];
  let open: readonly (readonly string[])[] = [[wanted.name]];
  const seen = new Set<string>();
  // Breadth first: each package is gone through once, by a shortest way.
  while (open.length > 0 && found.length < most) {
    const next: (readonly string[])[] = [];
    for (const chain of open) {
      const [first = ''] = chain;
      const above = (requirers.get(first) ?? []).filter((each) => !chain.includes(each));
      if (above.length === 0 || first === application) found.push(chain);
      else {
        for (const each of above) {
          if (seen.has(`${each} ${first}`)) continue;
          seen.add(`${each} ${first}`);
          next.push([each, ...chain]);
        }
      }
    }
    open = next;
  }
  return found.slice(0, most);
}
