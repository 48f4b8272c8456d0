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
    for (const { path } of entries) {
      const name = posix.basename(path);
      if (!name.startsWith(removal)) continue;
      const directory = posix.dirname(path);
      const gone =
        name === opaque ? `${directory}/` : posix.join(directory, name.slice(removal.length));
      for (const known of [...files.keys()]) {
        if (known === gone || known.startsWith(name === opaque ? gone : `${gone}/`)) remove(known);
      }
    }
    for (const entry of entries) {
      if (posix.basename(entry.path).startsWith(removal)) continue;
      if (entry.kind !== 'directory') remove(entry.path);
      files.set(entry.path, { entry, layer });
    }
  }
  return { files, hidden };
}
