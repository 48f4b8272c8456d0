import { Capability } from './capability.ts';
import { imageReference } from './image-reference.ts';
import type { Output } from './output.ts';
import { source } from './source.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface ImageOptions extends VertexOptions {
  /** Whether an image of the local store may stand in for the registry's. */
  readonly resolveMode?: 'default' | 'pull' | 'local';
  /** "internal" for an image that only the build itself needs. */
  readonly recordType?: string;
  /** Takes only that many layers, from the lowest. */
  readonly layerLimit?: number;
  /** The digest that the reference must have. */
  readonly checksum?: string;
}

/** The filesystem of an image of a registry. */
export function image(reference: string, options: ImageOptions = {}): Output {
  const { resolveMode, recordType, layerLimit, checksum } = options;
  const attrs: Record<string, string> = {};
  const capabilities: string[] = [Capability.sourceImage];
  if (resolveMode !== undefined && resolveMode !== 'default') {
    attrs['image.resolvemode'] = resolveMode;
    if (resolveMode === 'pull') capabilities.push(Capability.sourceImageResolveMode);
  }
  if (recordType !== undefined) attrs['image.recordtype'] = recordType;
  if (layerLimit !== undefined) {
    attrs['image.layerlimit'] = String(layerLimit);
    capabilities.push(Capability.sourceImageLayerLimit);
  }
  if (checksum !== undefined) {
    attrs['image.checksum'] = checksum;
    capabilities.push(Capability.sourceImageChecksum);
  }
  const identifier = `docker-image://${imageReference(reference)}`;
  return source({ identifier, attrs, capabilities, platformSpecific: true, options });
}
