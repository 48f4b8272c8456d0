import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { command } from './command.ts';
import { buildx, registry, temporaryDirectory } from './engine.ts';

/** An image in the loopback registry of which no builder has the topmost layer, nor the manifest. */
export interface UnseenBase {
  readonly repository: string;
  /** The text of /etc/mark, which the layer adds. */
  readonly mark: string;
  readonly layer: string;
}

interface Manifest {
  readonly config: object;
  readonly layers: readonly object[];
}

interface Config {
  readonly rootfs: { readonly diff_ids: readonly string[] };
  readonly history?: readonly object[];
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const layerType = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Made of debian:trixie-slim without the engine, which would have the layer then. */
export async function pushUnseenBase(): Promise<UnseenBase> {
  const mark = randomBytes(8).toString('hex');
  const repository = `test/unseen-${mark}`;
  const output = `type=image,name=${registry()}/${repository}:below,push=true,oci-mediatypes=true`;
  await buildx(['build', '--provenance=false', '--output', output, '-'], {
    input: 'FROM debian:trixie-slim\n',
  });
  const read = async (path: string, accept: string) =>
    (await fetch(`http://${registry()}/v2/${repository}/${path}`, { headers: { accept } })).json();
  const below = (await read('manifests/below', manifestType)) as Manifest;
  const config = (await read(`blobs/${digestIn(below.config)}`, '*/*')) as Config;

  const directory = await temporaryDirectory({
    'etc/mark': `${mark}\n`,
    'srv/bulk': randomBytes(65_536),
  });
  const archive = join(directory, 'layer.tar');
  await command('tar', [
    '--create',
    '--owner=0',
    '--group=0',
    '--file',
    archive,
    '-C',
    directory,
    'etc',
    'srv',
  ]);
  const tar = await readFile(archive);
  const layer = await pushBlob(repository, gzipSync(tar), layerType);
  const text = JSON.stringify({
    ...config,
    rootfs: { type: 'layers', diff_ids: [...config.rootfs.diff_ids, digestOf(tar)] },
    history: [...(config.history ?? []), { created_by: mark }],
  });
  const manifest = {
    ...below,
    config: await pushBlob(
      repository,
      Buffer.from(text),
      'application/vnd.oci.image.config.v1+json',
    ),
    layers: [...below.layers, layer],
  };
  const pushed = await fetch(`http://${registry()}/v2/${repository}/manifests/1`, {
    method: 'PUT',
    headers: { 'content-type': manifestType },
    body: JSON.stringify(manifest),
  });
  if (!pushed.ok) throw new Error(`the registry refuses the manifest: ${await pushed.text()}`);
  return { repository, mark, layer: layer.digest };
}

function digestIn(descriptor: object): string {
  return 'digest' in descriptor ? String(descriptor.digest) : '';
}

function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Its descriptor (OCI distribution specification, pushing a blob with one POST and one PUT). */
async function pushBlob(repository: string, content: Buffer, mediaType: string) {
  const digest = digestOf(content);
  const begun = await fetch(`http://${registry()}/v2/${repository}/blobs/uploads/`, {
    method: 'POST',
  });
  const place = new URL(begun.headers.get('location') ?? '', `http://${registry()}`);
  place.searchParams.set('digest', digest);
  const pushed = await fetch(place, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(content),
  });
  if (!pushed.ok) throw new Error(`the registry refuses a blob: ${await pushed.text()}`);
  return { mediaType, digest, size: content.length };
}
