import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { command } from '../support/command.ts';
import {
  containerProcesses,
  daemonOf,
  isFrontend,
  type ContainerProcess,
} from '../support/container-processes.ts';
import {
  buildGrocker,
  caSecret,
  docker,
  engineEnvironment,
  frontendArguments,
  registry,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { pushedContents } from '../support/image.ts';
import { startSeparateBuildkit } from '../support/separate-buildkit.ts';

/** The number of builds, from `scripts/test --load N`. */
const count = Number(process.env['GROCKER_LOAD'] ?? 0);
/** The number of builds that are killed, a third each by their client, frontend and daemon: from `--kills N`. */
const kills = Number(process.env['GROCKER_KILLS'] ?? count);
/** Milliseconds that one may take, on a busy machine. */
const KILL_TIME = 60_000;
const isPrivate = engineEnvironment()['GROCKER_ENGINE'] === 'private';

/** The kind of an application by its number: builds share some of their steps. */
const application = (word: number) => ({
  'grocker.yml': [
    '# syntax=org/grocker-frontend',
    'runtime: trixie/3.13',
    'source: .',
    'entrypoint_name: [python, say.py]',
    'steps: [{run: [python, make.py], output: made}]',
    ...(word % 2 === 1 ? ['dependencies: {run: [libzbar0t64]}'] : []),
    '',
  ].join('\n'),
  'requirements.txt': word % 3 === 0 ? 'cowsay==6.1\n' : 'six==1.17.0\n',
  'make.py': `open("made/word", "w").write("${word}")\n`,
  'say.py': `print(${word}, open("made/word").read())\n`,
});

describe.runIf(isPrivate)('under load', () => {
  test.runIf(count > 0)(
    'parallel builds all succeed, and a frontend needs little memory',
    async () => {
      const words = Array.from({ length: count }, (_, at) => at + 1);
      const images = words.map((word) => ({ word, tag: uniqueTag(`load-${word}`) }));
      let most = { memory: 0, frontends: 0 };
      const watch = setInterval(() => {
        const frontends = containerProcesses('/').filter(isFrontend);
        const memory = Math.max(0, ...frontends.map((each) => each.memory));
        most = {
          memory: Math.max(most.memory, memory),
          frontends: Math.max(most.frontends, frontends.length),
        };
      }, 1000);
      try {
        await Promise.all(
          images.map(async ({ word, tag }) => {
            const directory = await temporaryDirectory(application(word));
            await buildGrocker(directory, ['--provenance=false', '--tag', tag, '--load']);
          }),
        );
      } finally {
        clearInterval(watch);
      }
      for (const { word, tag } of images) expect(await runImage(tag)).toBe(`${word} ${word}\n`);
      const megabytes = Math.round(most.memory / 2 ** 20);
      process.stdout.write(
        `${count} builds, at most ${most.frontends} frontends at once, the largest of ${megabytes} MB\n`,
      );
      expect(most.frontends).toBeGreaterThan(0);
      expect(megabytes).toBeLessThan(150);
    },
  );

  test.runIf(kills > 0 && engineEnvironment()['GROCKER_BUILDKIT'])(
    'a killed build does not change the next image',
    { timeout: 300_000 + kills * KILL_TIME },
    async () => {
      const builder = await startSeparateBuildkit();
      const directory = await temporaryDirectory(application(1));
      const build = (on: readonly string[], tag: string) =>
        buildGrocker(directory, [
          ...on,
          ...['--provenance=false', '--output', `type=image,name=${registry()}/${tag},push=true`],
        ]);
      const start = performance.now();
      await build(['--builder', builder.name], uniqueTag('first'));
      const whole = performance.now() - start;
      let mounts = await mountsOf(builder.name);

      for (let round = 0; round < kills; round += 1) {
        const kind = (['client', 'frontend', 'daemon'] as const)[round % 3] ?? 'client';
        for (const [name, text] of Object.entries(application(100 + round))) {
          await writeFile(join(directory, name), text);
        }
        const isCold = round % 4 === 3;
        const client = startBuild(directory, [
          ...['--builder', builder.name, '--output', 'type=cacheonly'],
          ...(isCold ? ['--no-cache'] : []),
        ]);
        const ended = once(client, 'close');
        await sleep(Math.random() * (isCold ? whole : Math.min(whole, 4000)));
        if (kind === 'client') kill(-(client.pid ?? 0));
        if (kind === 'frontend') {
          for (const { pid } of containerProcesses(builder.name).filter(isFrontend)) kill(pid);
        }
        if (kind === 'daemon') {
          const daemon = daemonOf(builder.name);
          if (daemon !== undefined) kill(daemon);
          kill(-(client.pid ?? 0));
          await builder.restart('machine');
          // Here a daemon is no container, whose mounts end with it.
          mounts = await mountsOf(builder.name);
        }
        await ended;
      }

      await expect
        .poll(() => containerProcesses(builder.name).filter(isStarted), { timeout: 60_000 })
        .toEqual([]);
      for (const { pid } of containerProcesses(builder.name)) kill(pid);
      await expect
        .poll(() => mountsOf(builder.name), { timeout: 60_000 })
        .toBeLessThanOrEqual(mounts);
      const [killed, untouched] = [uniqueTag('killed'), uniqueTag('untouched')];
      await build(['--builder', builder.name], killed);
      await build([], untouched);
      const contents = (tag: string) =>
        pushedContents(tag.replace(/:.*/, ''), tag.replace(/.*:/, ''));
      expect(await contents(killed)).toEqual(await contents(untouched));
      expect(await runImage(`${registry()}/${killed}`)).toBe(`${99 + kills} ${99 + kills}\n`);
      await docker(['image', 'rm', '--force', `${registry()}/${killed}`], { statuses: [0, 1] });
    },
  );
});

/** In a process group of its own, which can be killed with its plugin. */
function startBuild(directory: string, args: readonly string[]) {
  const words = ['--progress', 'plain', '--file', 'grocker.yml', ...caSecret()];
  return spawn('docker', ['buildx', 'build', ...words, ...frontendArguments(), ...args, '.'], {
    cwd: directory,
    env: { ...process.env, ...engineEnvironment() },
    stdio: 'ignore',
    detached: true,
  });
}

/**
 * Whether a container runs a program of a build. Before that it waits as `runc init` for the daemon to let it go on: for
 * ever, if the daemon was killed in that moment.
 */
function isStarted({ command: [program, argument] }: ContainerProcess): boolean {
  return program !== 'runc' || argument !== 'init';
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Mounts of a daemon's state that are still there, in the engine's namespace. */
async function mountsOf(state: string): Promise<number> {
  const daemon = daemonOf(state);
  if (daemon === undefined) throw new Error(`no daemon has ${state}`);
  const { stdout } = await command('grep', ['-c', state, `/proc/${daemon}/mounts`], {
    statuses: [0, 1],
  });
  return Number(stdout);
}
