import * as z from 'zod/mini';

/** Where the sources of an image are. */
export interface SourceOrigin {
  /** Url of a repository, without credentials. */
  readonly source?: string;
  /** For the repository: a commit. */
  readonly revision?: string;
}

export interface DescribedImage {
  readonly title: string;
  /** Empty if nothing tells it. */
  readonly version: string;
  /** Full, with the digest where it is known. */
  readonly base: string;
  /** Seconds since 1970; absent if it is the time of the build, which would change the image with each build. */
  readonly created?: number | undefined;
  readonly origin: SourceOrigin;
}

const PREFIX = 'org.opencontainers.image.';

/** Labels, and annotations of the manifest, that say what an image is (OCI image-spec, annotations.md). */
export function ociLabels(image: DescribedImage): Readonly<Record<string, string>> {
  const [, name, digest] = /^([^@]+)@(sha256:[0-9a-f]{64})$/.exec(image.base) ?? [];
  const { source, revision } = image.origin;
  const created =
    image.created === undefined ? undefined : new Date(image.created * 1000).toISOString();
  const values: Readonly<Record<string, string | undefined>> = {
    created: created?.replace('.000Z', 'Z'),
    title: image.title,
    version: image.version,
    'base.name': name,
    'base.digest': digest,
    source,
    revision,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[`${PREFIX}${key}`, value]],
    ),
  );
}

/** Labels of a base image that are also true of an image on it: those about its own sources and versions are not. */
export function inheritedLabels(
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith(PREFIX)));
}

const labelledImage = z.object({
  config: z.optional(z.object({ Labels: z.optional(z.record(z.string(), z.string())) })),
});

/** The annotations of a manifest: those labels of the image that the specification of annotations names. */
export function ociAnnotations(config: string): Readonly<Record<string, string>> {
  const { config: { Labels: labels = {} } = {} } = labelledImage.parse(JSON.parse(config));
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name.startsWith(PREFIX)));
}
