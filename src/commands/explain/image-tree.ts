import { posix } from 'node:path';
import type { LayerEntry, LayerFiles } from './layer-files.ts';

/** A file of the finished filesystem. */
export interface PlacedFile {
  readonly entry: LayerEntry;
  /** For the layer that it is from. */
  readonly layer: number;
}

export interface ImageTree {
  readonly files: ReadonlyMap<string, PlacedFile>;
  /** Files that a layer above has replaced or removed. */
  readonly hidden: readonly PlacedFile[];
}

const removal = '.wh.';
const opaque = '.wh..wh..opq';

/** The files of lower layers that a layer removes: paths with everything in them, and contents of directories. */
function removals(entries: LayerFiles['entries']) {
  const gone = new Set<string>();
  const emptied = new Set<string>();
  for (const { path } of entries) {
    const name = posix.basename(path);
    if (!name.startsWith(removal)) continue;
    const directory = posix.dirname(path);
    if (name === opaque) emptied.add(directory);
    else gone.add(posix.join(directory, name.slice(removal.length)));
  }
  return { gone, emptied };
}

/** Whether a path, or a directory that it is in, is removed. */
function isRemoved(path: string, gone: ReadonlySet<string>, emptied: ReadonlySet<string>): boolean {
  if (gone.has(path)) return true;
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const directory = path.slice(0, at);
    if (gone.has(directory) || emptied.has(directory)) return true;
  }
  return emptied.has('.');
}

/** The filesystem that layers come to, one over another (OCI image-spec, layer.md). */
export function imageTree(layers: readonly LayerFiles[]): ImageTree {
  const files = new Map<string, PlacedFile>();
  const hidden: PlacedFile[] = [];
  const remove = (path: string) => {
    const found = files.get(path);
    if (found === undefined) return;
    files.delete(path);
    if (found.entry.kind === 'file') hidden.push(found);
  };
  for (const [layer, { entries }] of layers.entries()) {
    const { gone, emptied } = removals(entries);
    if (gone.size + emptied.size > 0) {
      for (const known of [...files.keys()]) if (isRemoved(known, gone, emptied)) remove(known);
    }
    for (const entry of entries) {
      if (posix.basename(entry.path).startsWith(removal)) continue;
      if (entry.kind !== 'directory') remove(entry.path);
      files.set(entry.path, { entry, layer });
    }
  }
  return { files, hidden };
}
