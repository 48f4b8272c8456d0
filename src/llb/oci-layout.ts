import { Capability } from './capability.ts';
import type { Output } from './vertex.ts';
import { source } from './source.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface OciLayoutOptions extends VertexOptions {
  /** The client's session that serves the content. */
  readonly sessionId?: string;
  /** The name under which it serves it. */
  readonly storeId?: string;
  /** Takes only that many layers, from the lowest. */
  readonly layerLimit?: number;
}

/** The filesystem of an image in an OCI layout of the client; the reference ends in its digest. */
export function ociLayout(reference: string, options: OciLayoutOptions = {}): Output {
  return source({
    identifier: `oci-layout://${reference}`,
    capability: Capability.sourceOciLayout,
    attributes: [
      ['oci.session', options.sessionId],
      ['oci.store', options.storeId],
      ['oci.layerlimit', options.layerLimit?.toString()],
    ],
    platformSpecific: true,
    options,
  });
}
