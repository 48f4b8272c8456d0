/** A blob of an image, as its manifest names it (OCI image-spec, descriptor.md). */
export interface Blob {
  readonly digest: string;
  /** Bytes, compressed. */
  readonly size: number;
}

export interface PushedImage {
  readonly config: Blob;
  readonly layers: readonly Blob[];
}

interface Manifest {
  readonly config?: Blob;
  readonly layers?: readonly Blob[];
  readonly manifests?: readonly {
    readonly digest: string;
    readonly platform?: { readonly os?: string };
  }[];
}

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** The manifest of a tag in a registry on loopback (OCI distribution-spec, pulling manifests). */
export async function pushedImage(
  registry: string,
  repository: string,
  tag: string,
): Promise<PushedImage> {
  const response = await fetch(`http://${registry}/v2/${repository}/manifests/${tag}`, {
    headers: { accept: MEDIA_TYPES },
  });
  if (!response.ok)
    throw new Error(`${repository}:${tag}: the registry answers ${response.status}`);
  const { config, layers, manifests } = (await response.json()) as Manifest;
  if (config !== undefined && layers !== undefined) return { config, layers };
  const image = manifests?.find(({ platform }) => platform?.os === 'linux');
  if (image === undefined) throw new Error(`${repository}:${tag} is no image`);
  return pushedImage(registry, repository, image.digest);
}

export function blobs({ config, layers }: PushedImage): Blob[] {
  return [config, ...layers];
}
