import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject, onTestFinished } from 'vitest';

import { isExportRace } from '../../src/commands/build/export-race.ts';
import { isLateStart, startPauses } from '../../src/commands/build/late-start.ts';
import { command, type CommandOptions, type CommandResult } from './command.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The environment of the engine: DOCKER_HOST, DOCKER_CONFIG, GROCKER_REGISTRY, GROCKER_CA_BUNDLE… */
export function engineEnvironment(): Readonly<Record<string, string>> {
  return inject('engine');
}

/** Whether steps of the engine reach servers on this machine's loopback, which a private engine shares. */
export function sharesLoopback(): boolean {
  return engineEnvironment()['GROCKER_ENGINE'] === 'private';
}

/** Options of a build whose steps reach them. */
export const hostNetwork = ['--network', 'host', '--allow', 'network.host'] as const;

/** The loopback registry as HOST:PORT; images in it are named HOST:PORT/NAME. */
export function registry(): string {
  const address = engineEnvironment()['GROCKER_REGISTRY'];
  if (address === undefined || address === '') throw new Error('the engine has no registry');
  return address;
}

export function docker(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const environment = { ...engineEnvironment(), ...options.environment };
  return command('docker', args, { ...options, environment });
}

/**
 * `docker buildx ARGS`; progress is plain, so that stderr can be asserted on. An export that lost a race in the engine's
 * image store is made again, and a build that a busy engine did not wait for is started again.
 */
export async function buildx(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const environment = { BUILDKIT_PROGRESS: 'plain', ...options.environment };
  const run = () => docker(['buildx', ...args], { ...options, environment });
  for (const pause of startPauses()) {
    const ended = await run().then(
      (result) => (result.status === 0 ? result : { ...result, failed: result.stderr }),
      (error: unknown) => {
        if (error instanceof Error) return { failed: error.message, error };
        throw error;
      },
    );
    if (!('failed' in ended)) return ended;
    const isLate = isLateStart(ended.failed);
    if (!isLate && !isExportRace(ended.failed)) {
      if ('error' in ended) throw ended.error;
      return ended;
    }
    if (isLate) await sleep(pause * 1000);
  }
  return run();
}

/** Builds DIRECTORY with its grocker.yml or `--file`; the CA bundle goes along as the secret that steps use. */
export function buildImage(
  directory: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return buildx(['build', ...caSecret(), ...args, '.'], { directory, ...options });
}

/** The same with the frontend of GROCKER_FRONTEND_IMAGE where it is set, in place of the one that grocker.yml names. */
export function buildGrocker(
  directory: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return buildImage(directory, ['--file', 'grocker.yml', ...frontendArguments(), ...args], options);
}

/** The builders that the engine has: Docker's own, and a BuildKit without Docker if there is one. */
export function engineBuilders(): readonly string[] {
  return ['default', engineEnvironment()['GROCKER_BUILDKIT'] ?? ''].filter((name) => name !== '');
}

/** The arguments that make a build use the frontend of GROCKER_FRONTEND_IMAGE, if set. */
export function frontendArguments(): readonly string[] {
  const image = process.env['GROCKER_FRONTEND_IMAGE'] ?? '';
  return image === '' ? [] : ['--build-arg', `BUILDKIT_SYNTAX=${image}`];
}

/** The arguments that hand the machine's CA bundle to a build. */
export function caSecret(): readonly string[] {
  const bundle = engineEnvironment()['GROCKER_CA_BUNDLE'] ?? '';
  return bundle === '' ? [] : ['--secret', `id=ca-certificates,src=${bundle}`];
}

/** Runs a container of IMAGE to its end and gives what it printed. */
export async function runImage(
  image: string,
  args: readonly string[] = [],
  options: CommandOptions & { readonly runArgs?: readonly string[] } = {},
): Promise<string> {
  const interactive = options.input === undefined ? [] : ['--interactive'];
  const all = ['run', '--rm', ...interactive, ...(options.runArgs ?? []), image, ...args];
  return (await docker(all, options)).stdout;
}

/** A tag that no other test uses; the image is removed when the test is finished. */
export function uniqueTag(name: string): string {
  const tag = `test/${name}:${randomBytes(4).toString('hex')}`;
  onTestFinished(async () => {
    await docker(['image', 'rm', '--force', tag], { statuses: [0, 1] });
  });
  return tag;
}

/** A directory with FILES that is removed when the test is finished. */
export async function temporaryDirectory(files: Files = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return directory;
}
