import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { command } from './command.ts';
import { buildx, docker, registry } from './engine.ts';

export interface TestFrontend {
  /** Name of the image, in the loopback registry. */
  readonly image: string;
  remove(): Promise<void>;
}

/** Builds and pushes a frontend image of a file of this folder. */
export async function startFrontend(name: string, entry: string): Promise<TestFrontend> {
  await command('scripts/engine', ['images', 'node:26-trixie-slim']);
  const tag = randomBytes(4).toString('hex');
  const image = `${registry()}/test/${name}:${tag}`;
  const directory = join(fileURLToPath(new URL('../../dist', import.meta.url)), `${name}-${tag}`);
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    outfile: join(directory, 'frontend.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  const dockerfile = [
    'FROM node:26-trixie-slim',
    'COPY frontend.cjs /',
    'LABEL moby.buildkit.frontend.network.none=true',
    'LABEL moby.buildkit.frontend.caps=moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts',
    'ENTRYPOINT ["node", "/frontend.cjs"]',
  ].join('\n');
  await buildx(['build', '--provenance=false', '--tag', image, '--file', '-', directory], {
    input: dockerfile,
  });
  await rm(directory, { recursive: true });
  await docker(['push', '--quiet', image]);
  return {
    image,
    remove: async () => {
      await docker(['image', 'rm', '--force', image]);
    },
  };
}
