import type { InstallGroup, PlannedPackage } from './plan.ts';

/** From here on a wheel is worth a layer of its own: bytes, compressed. */
const LARGE_WHEEL = 2 * 1024 * 1024;

/** From here on a wheel stays away from small packages, of which one more would move it: bytes, compressed. */
const HUGE_WHEEL = 32 * 1024 * 1024;

/**
 * Divides the packages into image layers, so that a change of one package changes one layer.
 *
 * The application has the last layer. Half of the others are buckets, which a package finds by a hash of its name only;
 * the rest go to compiled packages and to the largest wheels, one each. The number of buckets depends on `layers`
 * alone: were it a function of the packages, one package more would move all others. Where not every huge wheel can
 * have a layer, the last of these layers holds all that are left: a small package then never moves gigabytes. The large
 * ones come first: a machine with the previous image unpacks every layer again that is above the first one that
 * changed.
 *
 * @param layers at most this many groups, 1 or more.
 */
export function installGroups(packages: readonly PlannedPackage[], layers: number): InstallGroup[] {
  const application = packages.filter(isApplication);
  const dependencies = packages.filter((planned) => !isApplication(planned));
  const forDependencies = Math.max(layers - (application.length > 0 ? 1 : 0), 0);
  if (forDependencies === 0) return groupsOf([packages]);

  const buckets = Math.ceil(forDependencies / 2);
  const compiled = byName(dependencies.filter((planned) => planned.kind === 'compile'));
  const large = byName(dependencies)
    .filter((planned) => wheelSize(planned) >= LARGE_WHEEL)
    .sort((a, b) => wheelSize(b) - wheelSize(a));
  const { alone, together } = withoutBucket([...compiled, ...large], forDependencies - buckets);

  const shared = dependencies.filter((planned) => ![...alone, ...together].includes(planned));
  const bucketed = Array.from({ length: buckets }, (_, bucket) =>
    shared.filter(({ name }) => stableHash(name) % buckets === bucket),
  );
  const aloneFirst = [
    ...byName(alone.filter((planned) => planned.kind === 'wheel')),
    ...byName(alone.filter((planned) => planned.kind === 'compile')),
  ];
  return groupsOf([together, ...aloneFirst.map((planned) => [planned]), ...bucketed, application]);
}

/** The packages with a layer of their own, and the huge wheels that share the last one because there are too many. */
function withoutBucket(candidates: readonly PlannedPackage[], layers: number) {
  const isHuge = (planned: PlannedPackage) => wheelSize(planned) >= HUGE_WHEEL;
  const alone = candidates.slice(0, layers);
  if (layers === 0 || !candidates.slice(layers).some(isHuge)) return { alone, together: [] };
  const together = candidates.slice(layers - 1).filter(isHuge);
  return { alone: candidates.slice(0, layers - 1), together };
}

function groupsOf(lists: readonly (readonly PlannedPackage[])[]): InstallGroup[] {
  return lists
    .filter((packages) => packages.length > 0)
    .map((packages) => {
      const sorted = byName(packages);
      return { title: title(sorted), packages: sorted.map(({ name }) => name) };
    });
}

/**
 * The same where the versions are known that only built wheels tell.
 *
 * @param versionOf of a package, by its name.
 */
export function builtTitle(
  { packages }: Pick<InstallGroup, 'packages'>,
  planned: readonly PlannedPackage[],
  versionOf: (name: string) => string | undefined,
): string {
  const held = planned
    .filter(({ name }) => packages.includes(name))
    .map((each) => ({ ...each, version: each.version ?? versionOf(each.name) ?? null }));
  const isApplicationAlone = held.length === 1 && held.every(isApplication);
  return `${isApplicationAlone ? 'application ' : ''}${title(byName(held))}`;
}

function title(packages: readonly PlannedPackage[]): string {
  const [first, second] = packages;
  if (first === undefined) return '';
  if (second === undefined)
    return first.version === null ? first.name : `${first.name} ${first.version}`;
  const more = packages.length - 2;
  return `${first.name}, ${second.name}${more > 0 ? ` and ${more} more` : ''}`;
}

function isApplication(planned: PlannedPackage): boolean {
  return planned.role === 'application';
}

function wheelSize(planned: PlannedPackage): number {
  return planned.kind === 'wheel' && planned.origin.from === 'url' ? (planned.origin.size ?? 0) : 0;
}

function byName<T extends PlannedPackage>(packages: readonly T[]): T[] {
  return [...packages].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** FNV-1a, 32 bits: the same on every machine and in every version of the project. */
function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash;
}
