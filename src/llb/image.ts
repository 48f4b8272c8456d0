import { Capability } from './capability.ts';
import { imageReference } from './image-reference.ts';
import type { Output } from './vertex.ts';
import { source } from './source.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface ImageOptions extends VertexOptions {
  /** Whether an image of the local store may replace the registry's. */
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
  const pulls = resolveMode === 'pull' ? Capability.sourceImageResolveMode : undefined;
  return source({
    identifier: `docker-image://${imageReference(reference)}`,
    capability: Capability.sourceImage,
    attributes: [
      ['image.resolvemode', resolveMode === 'default' ? undefined : resolveMode, pulls],
      ['image.recordtype', recordType],
      ['image.layerlimit', layerLimit?.toString(), Capability.sourceImageLayerLimit],
      ['image.checksum', checksum, Capability.sourceImageChecksum],
    ],
    platformSpecific: true,
    options,
  });
}
