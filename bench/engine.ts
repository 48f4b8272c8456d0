import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseProgress, type Progress } from './progress.ts';

/** The engine under measurement, by the environment that `scripts/engine exec` gave this process. */
export interface Engine {
  readonly registry: string;
  /** Name of a buildx builder; absent: the Docker engine itself. */
  readonly builder: string | undefined;
  readonly caBundle: string;
  /** Seconds to wait after the cache was cleared. */
  readonly settling: number;
}

export interface MeasuredBuild {
  /** Wall time of `docker buildx build --push`. */
  readonly seconds: number;
  readonly progress: Progress;
}

export function engineOfEnvironment(builder: string | undefined, settling = 45): Engine {
  const { GROCKER_REGISTRY: registry = '', GROCKER_CA_BUNDLE: caBundle = '' } = process.env;
  if (registry === '') throw new Error('the engine has no registry: run scripts/bench');
  return { registry, builder, caBundle, settling };
}

/** The flags that pass the machine's authorities to a build. */
export function secretArguments({ caBundle }: Engine): readonly string[] {
  return caBundle === '' ? [] : ['--secret', `id=ca-certificates,src=${caBundle}`];
}

export interface BuildSettings {
  readonly context: string;
  /** In the context. */
  readonly file: string;
  /** The image to push to the registry, as NAME:TAG. */
  readonly image: string;
  /** The cache of earlier builds in the registry, and of this one after it, as NAME:TAG. */
  readonly cache?: string;
  /** The file that gets the whole progress. */
  readonly log: string;
  /** A file of bake in the context that has `file` as its default target; absent: `file` is built as it is. */
  readonly bake?: string;
  /** Named contexts. */
  readonly contexts?: Readonly<Record<string, string>>;
  /** Further secrets, as `id=…,src=…`. */
  readonly secrets?: readonly string[];
}

/** Builds a context and pushes the image, as a CI job does. */
export async function buildAndPush(
  engine: Engine,
  settings: BuildSettings,
): Promise<MeasuredBuild> {
  const args = [
    'buildx',
    ...(settings.bake === undefined ? ['build'] : ['bake', '--file', settings.bake]),
    ...['--progress', 'rawjson', '--provenance', 'false'],
    ...(engine.builder === undefined ? ['--builder', 'default'] : ['--builder', engine.builder]),
    ...['--allow', 'network.host'],
    ...(settings.bake === undefined
      ? buildArguments(engine, settings)
      : bakeArguments(engine, settings)),
  ];
  const start = process.hrtime.bigint();
  const { status, stderr } = await run('docker', args, settings.context);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  await writeFile(settings.log, stderr);
  if (status !== 0) throw new Error(`the build failed, see ${settings.log}`);
  return { seconds, progress: parseProgress(stderr) };
}

function buildArguments(engine: Engine, settings: BuildSettings): readonly string[] {
  const { context, file, image, cache, contexts = {}, secrets = [] } = settings;
  return [
    ...secretArguments(engine),
    ...secrets.flatMap((secret) => ['--secret', secret]),
    ...Object.entries(contexts).flatMap((pair) => ['--build-context', pair.join('=')]),
    // The mirror of the wheels is on loopback, where only a step with the host's network reaches it.
    ...['--network', 'host'],
    ...['--file', isAbsolute(file) ? file : join(context, file)],
    ...(cache === undefined ? [] : cacheArguments(`type=registry,ref=${engine.registry}/${cache}`)),
    ...['--output', `type=image,name=${engine.registry}/${image},push=true`, context],
  ];
}

function bakeArguments(engine: Engine, settings: BuildSettings): readonly string[] {
  const { image, contexts = {}, secrets = [] } = settings;
  const [, authorities] = secretArguments(engine);
  const given = authorities === undefined ? secrets : [authorities, ...secrets];
  return [
    ...['--allow', 'fs.read=*'],
    ...[
      ...given.map((secret) => `*.secrets=${secret}`),
      ...Object.entries(contexts).map((pair) => `*.contexts.${pair.join('=')}`),
      '*.network=host',
      `default.tags=${engine.registry}/${image}`,
      'default.output=type=image,push=true',
    ].flatMap((value) => ['--set', value]),
  ];
}

function cacheArguments(place: string): readonly string[] {
  return ['--cache-from', place, '--cache-to', `${place},mode=max`];
}

/** Removes every result, cache mount and built image; only the base images remain. */
export async function forgetEverything(engine: Engine): Promise<void> {
  if (engine.builder === undefined) {
    const { stdout } = await docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}');
    // Images of earlier runs too, for which the registry had another port: their layers need not be unpacked again.
    const built = stdout.split('\n').filter((name) => name.split('/')[1] === 'bench');
    if (built.length > 0) await docker('image', 'rm', '--force', ...built);
    await docker('builder', 'prune', '--all', '--force');
  } else {
    await docker('buildx', 'prune', '--builder', engine.builder, '--all', '--force');
  }
  await settled(engine);
}

/**
 * Waits until nothing of what was forgotten helps or hinders the next build: a virtual machine gives freed memory back to
 * its host in the first seconds, and ext4 looks at each file deleted lately before it makes another. Without it the same
 * build took 27 or 31 seconds, depending on which files had been deleted before it.
 */
async function settled({ settling }: Engine): Promise<void> {
  await writtenToDisk();
  await setTimeout(settling * 1000);
}

/** Waits until the disk has what was written before. */
export async function writtenToDisk(): Promise<void> {
  await run('sync', []);
}

export async function docker(...args: readonly string[]): Promise<{ readonly stdout: string }> {
  const { status, stdout, stderr } = await run('docker', args);
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return { stdout };
}

async function run(
  command: string,
  args: readonly string[],
  cwd?: string,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.once('error', reject);
    child.once('close', (status) => {
      resolve({ status, ...output });
    });
  });
}
