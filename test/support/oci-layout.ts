import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { command } from './command.ts';

/** Files of a layer by path; `→ TARGET` is a link. */
export type LayerContents = Readonly<Record<string, string>>;

export interface LayoutImage {
  readonly layers: readonly (readonly [title: string, files: LayerContents])[];
  readonly config?: Readonly<Record<string, unknown>>;
  /** SPDX packages of an attestation. */
  readonly sbom?: readonly unknown[];
  /** Layers as engines write them that store layers unpacked. */
  readonly isPlain?: boolean;
}

/** Writes an OCI layout as `docker image save` does; its directory. */
export async function writeLayout(directory: string, image: LayoutImage): Promise<string> {
  await mkdir(join(directory, 'blobs/sha256'), { recursive: true });
  const blob = async (content: string | Buffer, mediaType = 'application/octet-stream') => {
    const hash = createHash('sha256').update(content).digest('hex');
    await writeFile(join(directory, 'blobs/sha256', hash), content);
    return { mediaType, digest: `sha256:${hash}`, size: content.length };
  };
  const tars = await Promise.all(image.layers.map(([, files]) => layerTar(files)));
  const layers = await Promise.all(
    tars.map((tar) => blob(image.isPlain === true ? tar : gzipSync(tar))),
  );
  const config = await blob(
    JSON.stringify({
      os: 'linux',
      architecture: 'amd64',
      config: image.config ?? {},
      history: image.layers.flatMap(([title]) => [
        { created_by: 'a setting', empty_layer: true },
        { created_by: title },
      ]),
      rootfs: {
        type: 'layers',
        diff_ids: tars.map((tar) => `sha256:${createHash('sha256').update(tar).digest('hex')}`),
      },
    }),
  );
  const manifest = await blob(JSON.stringify({ schemaVersion: 2, config, layers }));
  const manifests: unknown[] = [{ ...manifest, platform: { os: 'linux', architecture: 'amd64' } }];
  if (image.sbom !== undefined) {
    const statement = await blob(JSON.stringify({ predicate: { packages: image.sbom } }));
    const annotations = { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' };
    const attestation = { schemaVersion: 2, config, layers: [{ ...statement, annotations }] };
    manifests.push({
      ...(await blob(JSON.stringify(attestation))),
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': manifest.digest,
      },
    });
  }
  const index = await blob(JSON.stringify({ schemaVersion: 2, manifests }));
  await writeFile(
    join(directory, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [index] }),
  );
  return directory;
}

async function layerTar(files: LayerContents): Promise<Buffer> {
  const place = await mkdtemp(join(tmpdir(), 'grocker-layer-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(place, path)), { recursive: true });
      if (content.startsWith('→ ')) await symlink(content.slice(2), join(place, path));
      else await writeFile(join(place, path), content);
    }
    const file = `${place}.tar`;
    const same = [
      '--sort=name',
      '--owner=0',
      '--group=0',
      '--mtime=@315532800',
      '--format=pax',
      '--pax-option=delete=atime,delete=ctime',
    ];
    await command('tar', ['--create', ...same, '--file', file, '--directory', place, '.']);
    const tar = await readFile(file);
    await rm(file);
    return tar;
  } finally {
    await rm(place, { recursive: true });
  }
}
