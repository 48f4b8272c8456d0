import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { onTestFinished } from 'vitest';

import { command } from './command.ts';
import { docker, engineEnvironment } from './engine.ts';
import { freePort } from './loopback.ts';
import type { Certificates } from './certificates.ts';

/** A BuildKit of the private engine with a state of its own, which is empty at first. */
export interface SeparateBuildkit {
  /** For `docker buildx --builder`. */
  readonly name: string;
  /** Where it listens, for `docker buildx create`. */
  readonly address: string;
  /** Starts it again, with the state that it has: on the machine's network, or with loopback alone. */
  readonly restart: (network: 'machine' | 'none') => Promise<void>;
}

export interface SeparateBuildkitSettings {
  /** It listens on loopback and demands a certificate of the same authority; absent: on a socket, for everybody. */
  readonly certificates?: Certificates;
  /** The program buildkitd, where it is not that of the engine. */
  readonly program?: string;
  /** More of its command line. */
  readonly args?: readonly string[];
}

/** Runs until the test is finished; its state is deleted then. */
export async function startSeparateBuildkit({
  certificates,
  program = 'buildkitd',
  args = [],
}: SeparateBuildkitSettings = {}): Promise<SeparateBuildkit> {
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
  const port = certificates && (await freePort());
  const reached =
    certificates === undefined
      ? []
      : [
          ...['--addr', `tcp://127.0.0.1:${port}`, '--tlscacert', certificates.authority],
          ...['--tlscert', certificates.server.certificate, '--tlskey', certificates.server.key],
        ];
  const words = [...args, ...reached].map((word) => `"${word}"`).join(' ');
  const start = async (network: 'machine' | 'none') => {
    const isolated = network === 'none' ? 'unshare --net' : '';
    const daemon =
      // Its git asks for the directory that it is in.
      `cd /; export TMPDIR=/var/tmp; ip link set lo up; echo $$ >"/run/$0.pid"; exec ${program} --config /etc/buildkitd.toml ` +
      `--root "/var/lib/buildkit/$0" --addr "unix:///run/$0.sock" ${words}`;
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
  const socket = `unix://${runtime}/${name}.sock`;
  const address = port === undefined ? socket : `tcp://localhost:${port}`;
  await docker([
    ...['buildx', 'create', '--name', name, '--driver', 'remote'],
    ...(certificates === undefined ? [] : ['--driver-opt', driverOptions(certificates)]),
    address,
  ]);
  return {
    name,
    address,
    restart: async (network) => {
      await stop();
      await start(network);
    },
  };
}

/** What buildx's remote driver needs to know of certificates. */
export function driverOptions({ authority, client }: Certificates): string {
  return `cacert=${authority},cert=${client.certificate},key=${client.key}`;
}
