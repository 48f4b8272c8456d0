import { readFile } from 'node:fs/promises';

import { expect } from 'vitest';

import { docker, registry } from './engine.ts';

/** The digest of an image, from what `--metadata-file` wrote. */
export async function imageDigest(metadata: string): Promise<string> {
  const written = JSON.parse(await readFile(metadata, 'utf8')) as Readonly<Record<string, string>>;
  return written['containerimage.digest'] ?? '';
}

/** The digests of an image's layers as they were pushed to the loopback registry, from the lowest. */
export async function pushedLayers(repository: string, tag: string): Promise<readonly string[]> {
  return (await manifest(repository, tag)).layers.map(({ digest }) => digest);
}

/** The same before compression, which engines of different versions do each in their way. */
export async function pushedContents(repository: string, tag: string): Promise<readonly string[]> {
  const { config } = await manifest(repository, tag);
  const answer = await fetch(`http://${registry()}/v2/${repository}/blobs/${config.digest}`);
  const { rootfs } = (await answer.json()) as { readonly rootfs: { readonly diff_ids: string[] } };
  return rootfs.diff_ids;
}

/** The annotations of an image's manifest in the loopback registry. */
export async function manifestAnnotations(
  repository: string,
  tag: string,
): Promise<Readonly<Record<string, string>>> {
  return (await manifest(repository, tag)).annotations ?? {};
}

interface Manifest {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

async function manifest(repository: string, tag: string): Promise<Manifest> {
  const types = [
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
  ];
  const answer = await fetch(`http://${registry()}/v2/${repository}/manifests/${tag}`, {
    headers: { accept: types.join(', ') },
  });
  return (await answer.json()) as Manifest;
}

interface Index {
  readonly manifests: readonly {
    readonly digest: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
}

/** The predicates of one type that an image of the loopback registry is attested with, as JSON. */
export async function attestations(
  repository: string,
  tag: string,
  predicateType: string,
): Promise<readonly string[]> {
  const place = `http://${registry()}/v2/${repository}`;
  const accept =
    'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json';
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${place}/${path}`, { headers: { accept } })).json();
  const { manifests } = (await read(`manifests/${tag}`)) as Index;
  const attested = manifests.filter(
    ({ annotations }) => annotations?.['vnd.docker.reference.type'] === 'attestation-manifest',
  );
  const found: string[] = [];
  for (const { digest } of attested) {
    for (const layer of ((await read(`manifests/${digest}`)) as Manifest).layers) {
      const statement = (await read(`blobs/${layer.digest}`)) as {
        readonly predicateType: string;
        readonly predicate: unknown;
      };
      if (statement.predicateType === predicateType) {
        found.push(JSON.stringify(statement.predicate));
      }
    }
  }
  return found;
}

/** The image's configuration from the engine, without unset fields; see `docker image inspect`. */
export async function inspectedConfig(image: string): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await docker(['image', 'inspect', '--format', '{{json .Config}}', image]);
  const config = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

/** The labels by which an image says what it is; the client knows the repository that the test itself is in. */
export async function describingLabels(
  image: string,
  title: string,
  version: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { Labels } = await inspectedConfig(image);
  const repository = Object.entries(Labels as Readonly<Record<string, string>>).filter(([name]) =>
    /^org\.opencontainers\.image\.(source|revision)$/.test(name),
  );
  return {
    'org.opencontainers.image.title': title,
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.base.name': expect.stringMatching(/.:./) as unknown,
    'org.opencontainers.image.base.digest': expect.stringMatching(
      /^sha256:[0-9a-f]{64}$/,
    ) as unknown,
    ...Object.fromEntries(repository),
  };
}
