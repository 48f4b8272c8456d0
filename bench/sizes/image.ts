import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { docker } from '../engine.ts';

/** The size and contents of an image. */
export interface ImageSize {
  /** Bytes of its layers as a registry has them. */
  readonly compressed: number;
  /** Bytes of its files. */
  readonly unpacked: number;
  readonly files: number;
  /** Packages of Debian, and of Python, that a scanner finds. */
  readonly system: number;
  readonly python: number;
  readonly setuid: number;
}

interface Survey {
  readonly bytes: number;
  readonly files: number;
  readonly setuid: readonly string[];
  readonly system: number;
  readonly python: number;
}

/** Measures an image of the engine's store that was pushed to the registry. */
export async function imageSize(registry: string, name: string): Promise<ImageSize> {
  const image = `${registry}/${name}`;
  const { stdout: id } = await docker('create', '--entrypoint', '/none', image);
  const container = id.trim();
  try {
    const { bytes, files, setuid, system, python } = await survey(container);
    const compressed = await compressedBytes(registry, name);
    return { compressed, unpacked: bytes, files, system, python, setuid: setuid.length };
  } finally {
    await docker('rm', '--force', container);
  }
}

function survey(container: string): Promise<Survey> {
  return new Promise((resolve, reject) => {
    const exported = spawn('docker', ['export', container], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const script = join(import.meta.dirname, 'survey.py');
    const read = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    exported.stdout.pipe(read.stdin);
    let text = '';
    read.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    read.once('error', reject);
    read.once('close', (status) => {
      if (status === 0) resolve(JSON.parse(text) as Survey);
      else reject(new Error('the survey failed'));
    });
  });
}

interface Manifest {
  readonly layers?: readonly { readonly size: number }[];
  readonly manifests?: readonly { readonly digest: string }[];
}

async function compressedBytes(registry: string, name: string): Promise<number> {
  const [repository = '', tag = 'latest'] = name.split(':');
  const manifest = async (reference: string) => {
    const accept = [
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
    ].join(', ');
    const url = `http://${registry}/v2/${repository}/manifests/${reference}`;
    const response = await fetch(url, { headers: { accept } });
    return (await response.json()) as Manifest;
  };
  const first = await manifest(tag);
  const [index] = first.manifests ?? [];
  const { layers = [] } = index === undefined ? first : await manifest(index.digest);
  return layers.reduce((sum, { size }) => sum + size, 0);
}
