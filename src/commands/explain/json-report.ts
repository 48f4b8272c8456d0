import type { Explained, ExplainedPackage } from './explained.ts';
import { requirementChains } from './requirement-chains.ts';

/** An image, or a plan, as `grocker explain --json` prints it. */
export function jsonReport(explained: Explained) {
  const { layers, packages, dot: _, ...rest } = explained;
  return {
    ...rest,
    layers: layers.map(({ contents, parts, key, ...layer }) => ({
      ...layer,
      ...(key.startsWith('plan:') ? {} : { diffId: key }),
      files: contents.size,
      parts: parts.map(({ package: owner, ...part }) => ({
        kind: owner?.kind ?? 'files',
        ...part,
        ...(owner && { version: owner.version }),
      })),
    })),
    packages: packages.map((each) => ({ ...each, layers: partsOfPackage(explained, each) })),
  };
}

/** The same of one package, with who requires it. */
export function jsonChains(explained: Explained, wanted: ExplainedPackage) {
  return {
    ...wanted,
    layers: partsOfPackage(explained, wanted),
    chains: requirementChains(explained, wanted),
  };
}

/** In which layers a package lies, by their numbers from 1. */
export function partsOfPackage({ layers }: Explained, wanted: ExplainedPackage) {
  return layers.flatMap(({ parts }, at) =>
    parts
      .filter((part) => part.package === wanted)
      .map(({ compressed, unpacked, files }) => ({ layer: at + 1, compressed, unpacked, files })),
  );
}
