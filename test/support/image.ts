import { readFile } from 'node:fs/promises';

import { docker, registry } from './engine.ts';

/** The digest of an image, from what `--metadata-file` wrote. */
export async function imageDigest(metadata: string): Promise<string> {
  const written = JSON.parse(await readFile(metadata, 'utf8')) as Readonly<Record<string, string>>;
  return written['containerimage.digest'] ?? '';
}

/** The digests of an image's layers as they were pushed to the loopback registry, from the lowest. */
export async function pushedLayers(repository: string, tag: string): Promise<readonly string[]> {
  const answer = await fetch(`http://${registry()}/v2/${repository}/manifests/${tag}`, {
    headers: {
      accept:
        'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
    },
  });
  const { layers } = (await answer.json()) as { readonly layers: readonly { digest: string }[] };
  return layers.map(({ digest }) => digest);
}

/** What the engine tells of an image's configuration, save what is not set; see `docker image inspect`. */
export async function inspectedConfig(image: string): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await docker(['image', 'inspect', '--format', '{{json .Config}}', image]);
  const config = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}
