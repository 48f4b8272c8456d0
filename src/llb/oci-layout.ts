import { Capability } from './capability.ts';
import type { Output } from './output.ts';
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
  const { sessionId, storeId, layerLimit } = options;
  const attrs = {
    ...(sessionId !== undefined && { 'oci.session': sessionId }),
    ...(storeId !== undefined && { 'oci.store': storeId }),
    ...(layerLimit !== undefined && { 'oci.layerlimit': String(layerLimit) }),
  };
  const capabilities = [Capability.sourceOciLayout];
  const identifier = `oci-layout://${reference}`;
  return source({ identifier, attrs, capabilities, platformSpecific: true, options });
}
