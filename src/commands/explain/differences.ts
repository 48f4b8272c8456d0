import type { Content, Explained, ExplainedLayer, ExplainedPackage } from './explained.ts';
import { largest } from './largest.ts';

/** The differences between an image, or plan, and the one before. */
export interface Differences {
  readonly layers: readonly LayerDifference[];
  /** Layers that only the one before has. */
  readonly gone: readonly string[];
  readonly packages: readonly PackageDifference[];
  readonly settings: readonly SettingDifference[];
  /** Bytes of new layers, which whoever has the one before has to pull; null if one is not known. */
  readonly pull: number | null;
}

export interface LayerDifference {
  readonly title: string;
  readonly state: 'same' | 'new';
  /** For a new layer: the one that it replaces. */
  readonly insteadOf?: string;
  readonly compressed: number | null;
  readonly unpacked: number | null;
  /** Unpacked bytes more than the one before; null if that is not known. */
  readonly growth: number | null;
  readonly packages: readonly PackageDifference[];
  readonly files: readonly FileDifference[];
  /** In plain words, if neither packages nor files show it. */
  readonly reason?: string;
}

export interface PackageDifference {
  readonly kind: ExplainedPackage['kind'];
  readonly name: string;
  /** null: it was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface FileDifference {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed' | 'attributes';
  /** For attributes: before and after. */
  readonly detail?: string;
}

export interface SettingDifference {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Compares an image with an earlier one: which layers are new, and why. */
export function differences(before: Explained, after: Explained): Differences {
  const known = new Set(before.layers.map(({ key }) => key));
  const kept = new Set(after.layers.map(({ key }) => key));
  const isKnown = ({ key, title }: ExplainedLayer) =>
    before.kind === after.kind
      ? known.has(key)
      : before.layers.some((each) => sameTitle(each, { title }));
  const replaced = before.layers.filter(({ key }) => !kept.has(key));
  const left = [...replaced];
  const layers = after.layers.map((layer, at): LayerDifference => {
    const { title, compressed, unpacked } = layer;
    if (isKnown(layer)) {
      return { title, state: 'same', compressed, unpacked, growth: 0, packages: [], files: [] };
    }
    const former = takeFormer(left, layer, before.layers[at]);
    return newLayer(former, layer);
  });
  const isNew = (each: LayerDifference) => each.state === 'new';
  const pulled = layers.filter(isNew).map(({ compressed }) => compressed);
  return {
    layers,
    gone: left.map(({ title }) => title),
    packages: packageDifferences(before.packages, after.packages),
    settings: settingDifferences(before.settings, after.settings),
    pull: pulled.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0),
  };
}

function sameTitle(left: { readonly title: string }, right: { readonly title: string }): boolean {
  return left.title.replace(/^application /, '') === right.title.replace(/^application /, '');
}

/**
 * The layer that another one replaces: the one with its title, else the one that shares most with it, else the one in
 * its place.
 */
function takeFormer(
  left: ExplainedLayer[],
  layer: ExplainedLayer,
  inPlace: ExplainedLayer | undefined,
): ExplainedLayer | undefined {
  const named = left.findIndex((each) => sameTitle(each, layer));
  let best = named;
  if (best < 0) {
    const shares = left.map((each) => common(each, layer));
    const most = largest(shares);
    best = most > 0 ? shares.indexOf(most) : left.findIndex((each) => each === inPlace);
  }
  return best < 0 ? undefined : left.splice(best, 1)[0];
}

/** How many packages and files two layers share; a package says more than its files. */
function common(left: ExplainedLayer, right: ExplainedLayer): number {
  const names = new Set(left.parts.flatMap((part) => part.package?.name ?? []));
  const packages = right.parts.filter((part) => names.has(part.package?.name ?? '')).length;
  const paths = [...right.contents].filter(
    ([path, { data }]) => !data.startsWith('directory') && left.contents.has(path),
  );
  return packages * 1000 + paths.length;
}

function newLayer(former: ExplainedLayer | undefined, layer: ExplainedLayer): LayerDifference {
  const { title, compressed, unpacked } = layer;
  const packages = packageDifferences(packagesOf(former), packagesOf(layer));
  const files = former === undefined ? [] : fileDifferences(former.contents, layer.contents);
  const unpackedBefore = former === undefined ? 0 : former.unpacked;
  const growth = unpacked === null || unpackedBefore === null ? null : unpacked - unpackedBefore;
  const reason =
    former === undefined
      ? 'it did not exist before'
      : packages.length + files.length > 0
        ? undefined
        : 'the same files in another order';
  return {
    title,
    state: 'new',
    ...(former !== undefined && { insteadOf: former.title }),
    compressed,
    unpacked,
    growth,
    packages,
    files,
    ...(reason !== undefined && { reason }),
  };
}

function packagesOf(layer: ExplainedLayer | undefined): readonly ExplainedPackage[] {
  return (layer?.parts ?? []).flatMap((part) => part.package ?? []);
}

/** By kind and name: those that came, went, or have another version. */
export function packageDifferences(
  before: readonly ExplainedPackage[],
  after: readonly ExplainedPackage[],
): readonly PackageDifference[] {
  const byName = (list: readonly ExplainedPackage[]) =>
    new Map(list.map((each) => [`${each.kind} ${each.name}`, each]));
  const old = byName(before);
  const now = byName(after);
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const either = is ?? was;
    if (either === undefined || was?.version === is?.version) return [];
    const { kind, name } = either;
    return [{ kind, name, before: was?.version ?? null, after: is?.version ?? null }];
  });
}

function fileDifferences(
  before: ReadonlyMap<string, Content>,
  after: ReadonlyMap<string, Content>,
): readonly FileDifference[] {
  const found: FileDifference[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(path);
    const now = after.get(path);
    if (old === undefined) found.push({ path, change: 'added' });
    else if (now === undefined) found.push({ path, change: 'removed' });
    else if (old.data !== now.data) found.push({ path, change: 'changed' });
    else if (old.attributes !== now.attributes) {
      const detail = `${old.attributes} → ${now.attributes}`;
      found.push({ path, change: 'attributes', detail });
    }
  }
  return found.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

function settingDifferences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly SettingDifference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((key) => before[key] !== after[key])
    .map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }));
}
