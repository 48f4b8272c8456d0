import { compareVersions, parseVersion } from '../../python/version.ts';

/** Something of Docker's with a label grocker.version, as `docker inspect` tells it. */
export interface Labelled {
  readonly kind: 'container' | 'volume' | 'image';
  /** The arguments of `docker KIND rm`: for an image each of its tags, or its id if it has none. */
  readonly names: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

export interface PurgeOptions {
  /** Those of this version too. */
  readonly all: boolean;
  /** Images of applications too. */
  readonly finalImages: boolean;
  /** For this program. */
  readonly version: string;
}

/** The calls of `docker`, one removal after the other: containers, volumes, then images. */
export function purgeable(
  found: readonly Labelled[],
  { all, finalImages, version }: PurgeOptions,
): readonly (readonly string[])[] {
  return (['container', 'volume', 'image'] as const).flatMap((wanted) =>
    found
      .filter(({ kind }) => kind === wanted)
      .filter(({ labels }) => all || isOlder(labels['grocker.version'], version))
      .filter(({ kind, labels }) => !isApplication(labels) || (kind === 'image' && finalImages))
      .flatMap(({ kind, names }) => names.map((name) => [kind, 'rm', name])),
  );
}

/** A container of an application is its owner's. */
function isApplication(labels: Labelled['labels']): boolean {
  return labels['grocker.image.role'] === 'runner';
}

/** Older Grockers did not always say their version. */
function isOlder(label = '', version: string): boolean {
  const made = parseVersion(label);
  const own = parseVersion(version);
  return made === undefined || own === undefined || compareVersions(made, own) < 0;
}
