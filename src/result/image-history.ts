import type { BaseImageConfig, HistoryEntry } from './oci-image.ts';

/**
 * The output of `docker history`: the base image's own lines, then one for each layer above them (OCI image-spec,
 * config.md). The exporter adds times, and takes the entries for its layers in order, so that their number has to be
 * right: undefined if that is not known, and the exporter then writes what it knows itself.
 *
 * @param layers above the base image, the lowest first.
 */
export function imageHistory(
  base: Pick<BaseImageConfig, 'history' | 'layerCount'>,
  layers: readonly { readonly layer?: string }[] | undefined,
): readonly HistoryEntry[] | undefined {
  const below = baseHistory(base);
  if (below === undefined || layers === undefined) return undefined;
  return [...below, ...layers.map(({ layer }) => entry(layer ?? 'a layer of Grocker'))];
}

function baseHistory({
  history,
  layerCount,
}: Pick<BaseImageConfig, 'history' | 'layerCount'>): readonly HistoryEntry[] | undefined {
  if (layerCount === undefined && history.length === 0) return undefined;
  const counted = history.filter((each) => each.empty_layer !== true).length;
  const missing = Math.max((layerCount ?? counted) - counted, 0);
  return [...history, ...Array.from({ length: missing }, () => entry('a layer of the base image'))];
}

function entry(text: string): HistoryEntry {
  return { created_by: text, comment: 'grocker' };
}
