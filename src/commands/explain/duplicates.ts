import type { Duplicate } from './explained.ts';
import type { ImageTree } from './image-tree.ts';

/** Smaller ones cost nothing: licences, empty modules. */
const smallest = 8192;

/** Files that an image has twice or more, and those that a layer above has replaced; the largest waste first. */
export function duplicates({ files, hidden }: ImageTree): readonly Duplicate[] {
  const equal = new Map<string, { paths: string[]; size: number }>();
  for (const [path, { entry }] of files) {
    if (entry.sha256 === undefined || entry.size < smallest) continue;
    const known = equal.get(entry.sha256) ?? { paths: [], size: entry.size };
    known.paths.push(path);
    equal.set(entry.sha256, known);
  }
  const found: Duplicate[] = [
    ...[...equal.values()]
      .filter(({ paths }) => paths.length > 1)
      .map(({ paths, size }) => ({
        why: 'equal' as const,
        paths: paths.toSorted(),
        wasted: size * (paths.length - 1),
      })),
    ...hidden
      .filter(({ entry }) => entry.size >= smallest)
      .map(({ entry }) => ({
        why: 'replaced' as const,
        paths: [entry.path],
        wasted: entry.size,
      })),
  ];
  return found.toSorted((left, right) => right.wasted - left.wasted);
}
