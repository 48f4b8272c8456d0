import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { onTestFinished } from 'vitest';

import { command } from './command.ts';
import { docker, engineEnvironment } from './engine.ts';

/** A BuildKit of the private engine with a state of its own, which is empty at first. */
export interface SeparateBuildkit {
  /** For `docker buildx --builder`. */
  readonly name: string;
  /** Starts it again, with the state that it has: on the machine's network, or with loopback alone. */
  readonly restart: (network: 'machine' | 'none') => Promise<void>;
}

/** Runs until the test is finished; its state is deleted then. */
export async function startSeparateBuildkit(): Promise<SeparateBuildkit> {
  const name = `grocker-test-${randomBytes(4).toString('hex')}`;
  const runtime = dirname((engineEnvironment()['DOCKER_HOST'] ?? '').replace(/^unix:\/\//, ''));
  const machine = (await readFile(`${runtime}/machine.pid`, 'utf8')).trim();
  const inMachine = (script: string, statuses: readonly number[] = [0]) =>
    command(
      'nsenter',
      ['--target', machine, '--mount', '--pid', '--root', '--wd=/', 'sh', '-c', script, name],
      { statuses },
    );
  const stop = () =>
    inMachine(
      'pid=$(cat "/run/$0.pid" 2>/dev/null) || exit 0; kill "$pid"; ' +
        'for i in $(seq 200); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done; rm "/run/$0.pid"',
      [0, 1],
    );
  const start = async (network: 'machine' | 'none') => {
    const isolated = network === 'none' ? 'unshare --net' : '';
    const daemon =
      // Its git asks for the directory that it is in.
      'cd /; export TMPDIR=/var/tmp; ip link set lo up; echo $$ >"/run/$0.pid"; exec buildkitd --config /etc/buildkitd.toml ' +
      '--root "/var/lib/buildkit/$0" --addr "unix:///run/$0.sock"';
    await inMachine(
      `setsid --fork ${isolated} sh -c '${daemon}' "$0" >"/run/$0.log" 2>&1 </dev/null; ` +
        'for i in $(seq 300); do buildctl --addr "unix:///run/$0.sock" debug workers >/dev/null 2>&1 && exit 0; sleep 0.1; done; ' +
        'cat "/run/$0.log"; exit 1',
    );
  };
  onTestFinished(async () => {
    await docker(['buildx', 'rm', '--keep-daemon', name], { statuses: [0, 1] });
    await stop();
    await inMachine('rm -rf "/var/lib/buildkit/$0" "/run/$0.sock" "/run/$0.log"', [0, 1]);
  });
  await start('machine');
  await docker([
    ...['buildx', 'create', '--name', name, '--driver', 'remote'],
    `unix://${runtime}/${name}.sock`,
  ]);
  return {
    name,
    restart: async (network) => {
      await stop();
      await start(network);
    },
  };
}
