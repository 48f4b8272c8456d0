import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { docker } from '../engine.ts';

const repository = join(import.meta.dirname, '../..');
const execute = promisify(execFile);

/** The path of the machine's authorities in a dressed image. */
const BUNDLE = '/usr/local/share/bench-ca.pem';

/** The variables that name a file of authorities: for uv, Python's ssl, pip, requests and Poetry, Node. */
const VARIABLES = [
  'SSL_CERT_FILE',
  'PIP_CERT',
  'REQUESTS_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
] as const;

/** The base images of the Dockerfiles: pulled or replaced by stand-ins, with the authorities of this machine. */
export class BaseImages {
  readonly #caBundle: string;
  readonly #directory: string;
  /** By name, the named context in its place, or the reason why there is none. */
  readonly #known = new Map<string, { readonly context: string } | { readonly missing: string }>();

  /** @param caBundle a file; empty if nothing has to be added to what an image trusts. */
  constructor(caBundle: string, directory: string) {
    this.#caBundle = caBundle;
    this.#directory = directory;
  }

  /** The named contexts for a build, by the images' names; or why it cannot be built here. */
  async contexts(
    images: readonly string[],
  ): Promise<{ readonly contexts: Readonly<Record<string, string>>; readonly missing?: string }> {
    const contexts: Record<string, string> = {};
    for (const name of images) {
      const image = this.#known.get(name) ?? (await this.#find(name));
      this.#known.set(name, image);
      if ('missing' in image) return { contexts: {}, missing: image.missing };
      contexts[name] = image.context;
    }
    return { contexts };
  }

  async #find(name: string) {
    if (name.startsWith('ghcr.io/astral-sh/uv:')) return { context: 'docker-image://bench/uv' };
    try {
      await execute(join(repository, 'scripts/engine'), ['images', name]);
    } catch {
      return { missing: `${name} can neither be pulled nor stood in for here` };
    }
    return { context: `docker-image://${this.#caBundle === '' ? name : await this.#dress(name)}` };
  }

  async #dress(name: string): Promise<string> {
    const dressed = `bench-base/${name.replaceAll(/[/:]/g, '-')}`;
    const directory = join(this.#directory, 'dressed');
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    await copyFile(this.#caBundle, join(directory, 'ca.pem'));
    const variables = VARIABLES.map((variable) => `${variable}=${BUNDLE}`).join(' ');
    const lines = [`FROM ${name}`, `COPY ca.pem ${BUNDLE}`, `ENV ${variables}`];
    await writeFile(join(directory, 'Dockerfile'), `${lines.join('\n')}\n`);
    const options = ['--builder', 'default', '--quiet', '--provenance', 'false'];
    await docker('buildx', 'build', ...options, '--tag', dressed, directory);
    return dressed;
  }
}
