import { formatPlatform } from '../options/platform.ts';
import { ociAnnotations } from './oci-labels.ts';
import type { Platform } from '../plan/plan.ts';

export interface PlatformResult {
  readonly platform: Platform;
  /** OCI image configuration, JSON; absent if the result is files and no image. */
  readonly config?: string;
}

/**
 * The keys for the exporter (BuildKit's exporter/containerimage/exptypes).
 *
 * @param sourceDate SOURCE_DATE_EPOCH in seconds, where it was given.
 */
export function exporterKeys(
  results: readonly PlatformResult[],
  multiple: boolean,
  sourceDate: number | undefined,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { platform, config } of results) {
    const suffix = multiple ? `/${formatPlatform(platform)}` : '';
    if (config === undefined) continue;
    keys.set(`containerimage.config${suffix}`, config);
    const of = multiple ? `[${formatPlatform(platform)}]` : '';
    for (const [name, value] of Object.entries(ociAnnotations(config))) {
      keys.set(`annotation-manifest${of}.${name}`, value);
    }
  }
  // The exporter reads the platform of one image from its configuration; files have none.
  if (multiple || results.every(({ config }) => config === undefined)) {
    const Platforms = results.map(({ platform }) => ({
      ID: formatPlatform(platform),
      Platform: platform,
    }));
    keys.set('refs.platforms', JSON.stringify({ Platforms }));
  }
  if (sourceDate !== undefined) keys.set('source.date.epoch', String(sourceDate));
  return keys;
}
