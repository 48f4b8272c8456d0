import * as z from 'zod/mini';
import { UsageError } from '../usage-error.ts';
import { containerConfig, type ContainerConfig } from './image-settings.ts';
import type { ImageArchive } from './image-archive.ts';

/** One image of an archive: its configuration, and where its layers lie. */
export interface ImageFiles {
  /** For the manifest; absent if the archive has none. */
  readonly digest?: string;
  readonly config: ImageConfiguration;
  readonly layers: readonly LayerFile[];
  /** From its attestations, as SPDX. */
  readonly sbom?: string;
}

export interface LayerFile {
  readonly path: string;
  /** For the unpacked layer. */
  readonly diffId: string;
}

export interface ImageConfiguration {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
  /** The settings at run time: user, environment, labels … */
  readonly config: ContainerConfig;
  /** One line for each layer, those of none left out. */
  readonly history: readonly string[];
  readonly diffIds: readonly string[];
}

const descriptor = z.object({
  mediaType: z.optional(z.string()),
  digest: z.string(),
  platform: z.optional(
    z.object({ os: z.string(), architecture: z.string(), variant: z.optional(z.string()) }),
  ),
  annotations: z.optional(z.nullable(z.record(z.string(), z.string()))),
});
type Descriptor = z.infer<typeof descriptor>;

/** An index or a manifest (OCI image-spec, image-index.md and manifest.md). */
const document = z.object({
  manifests: z.optional(z.array(descriptor)),
  config: z.optional(descriptor),
  layers: z.optional(z.array(descriptor)),
});

/** The format that Docker wrote before layouts. */
const savedImages = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) }));

const configuration = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.optional(z.string()),
  config: z.nullish(containerConfig),
  history: z.optional(
    z.nullable(
      z.array(
        z.object({ created_by: z.optional(z.string()), empty_layer: z.optional(z.boolean()) }),
      ),
    ),
  ),
  rootfs: z.object({ diff_ids: z.array(z.string()) }),
});

/** Finds the image of a platform, or the only one. */
export async function imageFiles(
  archive: ImageArchive,
  platform: string | undefined,
): Promise<ImageFiles> {
  const index = await archive.text('index.json');
  if (index === undefined) return savedImage(archive);
  const found = await manifests(archive, z.parse(document, JSON.parse(index)).manifests ?? []);
  const images = found.filter(
    ({ manifest }) => manifest.annotations?.[referenceType] === undefined,
  );
  const [first] = images;
  if (first === undefined) throw new UsageError('it holds no image');
  const chosen =
    platform === undefined ? first : images.find((each) => platformOf(each.manifest) === platform);
  if (chosen === undefined) {
    const known = images.map(({ manifest }) => platformOf(manifest)).join(', ');
    throw new UsageError(`it holds no image of ${platform ?? ''}, but of ${known}`);
  }
  const { digest } = chosen.manifest;
  const { config, layers = [] } = chosen.document;
  const read = parseConfiguration(await required(archive, blob(config?.digest ?? '')));
  const sbom = await sbomOf(archive, found, digest);
  return {
    digest,
    config: read,
    layers: layers.map((layer, at) => ({
      path: blob(layer.digest),
      diffId: read.diffIds[at] ?? layer.digest,
    })),
    ...(sbom !== undefined && { sbom }),
  };
}

/** The annotations that BuildKit gives to the manifest of an attestation (docs/attestations/attestation-storage.md). */
const referenceType = 'vnd.docker.reference.type';
const referenceDigest = 'vnd.docker.reference.digest';

interface Manifest {
  readonly manifest: Descriptor;
  readonly document: z.infer<typeof document>;
}

async function manifests(
  archive: ImageArchive,
  descriptors: readonly Descriptor[],
  seen = new Set<string>(),
): Promise<readonly Manifest[]> {
  const found: Manifest[] = [];
  for (const each of descriptors) {
    // An index could list itself.
    if (seen.has(each.digest)) continue;
    seen.add(each.digest);
    const text = await archive.text(blob(each.digest));
    // `docker image save` leaves out what is of other platforms.
    if (text === undefined) continue;
    const read = z.parse(document, JSON.parse(text));
    if (read.manifests !== undefined)
      found.push(...(await manifests(archive, read.manifests, seen)));
    else found.push({ manifest: each, document: read });
  }
  return found;
}

async function sbomOf(
  archive: ImageArchive,
  found: readonly Manifest[],
  digest: string,
): Promise<string | undefined> {
  const attestation = found.find(
    ({ manifest: { annotations } }) => annotations?.[referenceDigest] === digest,
  );
  const layer = attestation?.document.layers?.find(({ annotations }) =>
    annotations?.['in-toto.io/predicate-type']?.includes('spdx'),
  );
  return layer && archive.text(blob(layer.digest));
}

async function savedImage(archive: ImageArchive): Promise<ImageFiles> {
  const text = await archive.text('manifest.json');
  if (text === undefined) {
    throw new UsageError('it is not an image: there is neither an index.json nor a manifest.json');
  }
  const [image] = z.parse(savedImages, JSON.parse(text));
  if (image === undefined) throw new UsageError('it holds no image');
  const config = parseConfiguration(await required(archive, image.Config));
  return {
    config,
    layers: image.Layers.map((path, at) => ({ path, diffId: config.diffIds[at] ?? path })),
  };
}

function parseConfiguration(json: string): ImageConfiguration {
  const { os, architecture, variant, config, history, rootfs } = z.parse(
    configuration,
    JSON.parse(json),
  );
  return {
    os,
    architecture,
    variant,
    config: config ?? {},
    history: (history ?? []).flatMap((each) =>
      each.empty_layer === true ? [] : [each.created_by ?? ''],
    ),
    diffIds: rootfs.diff_ids,
  };
}

function platformOf({ platform }: Descriptor): string {
  if (platform === undefined) return '';
  const { os, architecture, variant } = platform;
  const isUsual = variant === undefined || (architecture === 'arm64' && variant === 'v8');
  return [os, architecture, ...(isUsual ? [] : [variant])].join('/');
}

function blob(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

async function required(archive: ImageArchive, path: string): Promise<string> {
  const text = await archive.text(path);
  if (text === undefined) throw new UsageError(`it lacks ${path}`);
  return text;
}
