import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';

import { build } from 'esbuild';

import { command, type CommandResult } from './command.ts';
import { buildx, docker, registry, temporaryDirectory, type Files } from './engine.ts';
import type { Question } from './probe-frontend.ts';

export interface Probe {
  /** Name of the frontend image of probe-frontend.ts, in the loopback registry. */
  readonly image: string;
  remove(): Promise<void>;
}

/** Builds and pushes the frontend image that answers questions. */
export async function startProbe(): Promise<Probe> {
  await command('scripts/engine', ['images', 'node:26-trixie-slim']);
  const image = `${registry()}/test/probe:${randomBytes(4).toString('hex')}`;
  const directory = join(
    fileURLToPath(new URL('../../dist', import.meta.url)),
    `probe-${randomBytes(4).toString('hex')}`,
  );
  await build({
    entryPoints: [fileURLToPath(new URL('probe-frontend.ts', import.meta.url))],
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

/** The definition that asks these questions, one on each line from the third. */
export function definition(probe: Probe, questions: readonly Question[]): string {
  const lines = questions.map((question) => JSON.stringify(question)).join(',\n');
  return `# syntax=${probe.image}\n[\n${lines}\n]\n`;
}

/** Asks questions in a build whose context holds these files, and gives the answers. */
export async function ask(
  probe: Probe,
  questions: readonly Question[],
  options: {
    readonly files?: Files;
    readonly args?: readonly string[];
    readonly context?: string;
  } = {},
): Promise<readonly unknown[]> {
  const directory = await temporaryDirectory({
    ...options.files,
    'grocker.yml': definition(probe, questions),
  });
  const result = await temporaryDirectory();
  await buildx([
    'build',
    '--file',
    join(directory, 'grocker.yml'),
    '--output',
    `type=local,dest=${result}`,
    ...(options.args ?? []),
    options.context ?? directory,
  ]);
  return JSON.parse(await readFile(join(result, 'answers.json'), 'utf8')) as unknown[];
}

/** The same where the build has to fail. */
export async function askInVain(
  probe: Probe,
  questions: readonly Question[],
): Promise<CommandResult> {
  const directory = await temporaryDirectory({ 'grocker.yml': definition(probe, questions) });
  return buildx(
    ['build', '--file', join(directory, 'grocker.yml'), '--output', 'type=cacheonly', directory],
    { statuses: [1] },
  );
}
