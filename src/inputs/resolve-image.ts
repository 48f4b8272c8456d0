import type { Gateway } from '../gateway/gateway.ts';
import { imageReference } from '../llb/image-reference.ts';
import type { BuildPlatform } from '../options/platform.ts';

export interface ImageRequest {
  readonly reference: string;
  readonly platform: BuildPlatform;
  readonly logName: string;
  readonly resolveMode?: string;
  /** Store of an OCI layout of the client, in place of a registry. */
  readonly store?: { readonly sessionId: string; readonly storeId: string };
}

export interface ResolvedImage {
  /** Full, with the digest where the daemon knows one. */
  readonly reference: string;
  /** OCI image configuration, JSON. */
  readonly config: string;
}

/** Asks the daemon what an image is at this moment, for one platform. */
export async function resolveImage(
  gateway: Gateway,
  { reference, store, ...request }: ImageRequest,
): Promise<ResolvedImage> {
  const full = imageReference(reference);
  const scheme = store ? 'oci-layout://' : 'docker-image://';
  const resolved = await gateway.resolve({
    identifier: scheme + full,
    ...request,
    ...(store && { store }),
  });
  const named = resolved.identifier.replace(/^[a-z-]+:\/\//, '');
  const digest = resolved.image?.digest ?? '';
  return {
    reference: digest === '' || named.includes('@') ? named : `${named}@${digest}`,
    config: new TextDecoder().decode(resolved.image?.config ?? Buffer.from('{}')),
  };
}
