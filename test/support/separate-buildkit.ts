import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { onTestFinished } from 'vitest';

import { command, type CommandOptions, type CommandResult } from './command.ts';
import { docker, engineEnvironment } from './engine.ts';
import { freePort } from './loopback.ts';
import type { Certificates } from './certificates.ts';

/** A BuildKit of the private engine with a state of its own, which is empty at first. */
export interface SeparateBuildkit {
  /** For `docker buildx --builder`. */
  readonly name: string;
  /** The address of its socket, for `docker buildx create`. */
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
  /** Run by a user that is not root, by rootlesskit of Debian's packages. */
  readonly isRootless?: boolean;
}

/** The user of a daemon without rights. */
const USER = 'builder';

/** The directory of the private engine's sockets, which is /run in it. */
function engineRuntime(): string {
  return dirname((engineEnvironment()['DOCKER_HOST'] ?? '').replace(/^unix:\/\//, ''));
}

/** Runs a script of sh in the private engine's namespaces; `name` is $0. */
async function runInMachine(script: string, name: string, statuses: readonly number[] = [0]) {
  const machine = (await readFile(`${engineRuntime()}/machine.pid`, 'utf8')).trim();
  const words = ['--target', machine, '--mount', '--pid', '--root', '--wd=/', 'sh', '-c'];
  return command('nsenter', [...words, script, name], { statuses });
}

/** Whether the private engine has a program. */
export async function machineHas(program: string): Promise<boolean> {
  return (await runInMachine('command -v "$0"', program, [0, 1, 127])).status === 0;
}

/** `buildctl ARGS`, on the private engine's BuildKit. */
export async function buildctl(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const machine = (await readFile(`${engineRuntime()}/machine.pid`, 'utf8')).trim();
  const address = `unix://${engineRuntime()}/buildkit/buildkitd.sock`;
  const program = `/proc/${machine}/root/usr/local/bin/buildctl`;
  return command(program, ['--addr', address, ...args], options);
}

/** Runs until the test is finished; its state is deleted then. */
export async function startSeparateBuildkit({
  certificates,
  program = 'buildkitd',
  args = [],
  isRootless = false,
}: SeparateBuildkitSettings = {}): Promise<SeparateBuildkit> {
  const name = `grocker-test-${randomBytes(4).toString('hex')}`;
  const runtime = engineRuntime();
  const inMachine = (script: string, statuses?: readonly number[]) =>
    runInMachine(script, name, statuses);
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
  // A user's daemon makes its socket in a directory of that user, and has no cgroup to give.
  const socket = isRootless ? `/run/${name}/buildkitd.sock` : `/run/${name}.sock`;
  const config = isRootless ? `/run/${name}/buildkitd.toml` : '/etc/buildkitd.toml';
  const asUser = isRootless
    ? `USER=${USER} XDG_RUNTIME_DIR=/run/${name} HOME=/run/${name} setpriv --reuid ${USER} --regid ${USER} --init-groups ` +
      `rootlesskit --net=host --copy-up=/etc --state-dir=/run/${name}/kit`
    : '';
  const rootless = isRootless ? '--rootless --oci-worker-no-process-sandbox' : '';
  if (isRootless) {
    await inMachine(
      `id ${USER} >/dev/null 2>&1 || useradd ${USER}; chmod a+rw /dev/fuse; chmod a+x /var/lib/buildkit; ` +
        `mkdir -p "/run/$0" "/var/lib/buildkit/$0"; grep -v -e defaultCgroupParent -e '^root' -e buildkitd.sock /etc/buildkitd.toml >${config}; ` +
        `chown -R ${USER} "/run/$0" "/var/lib/buildkit/$0"`,
    );
  }
  const start = async (network: 'machine' | 'none') => {
    const isolated = network === 'none' ? 'unshare --net' : '';
    const daemon =
      // Its git asks for the directory that it is in.
      `cd /; export TMPDIR=/var/tmp; ip link set lo up; echo $$ >"/run/$0.pid"; exec env ${asUser} ${program} ${rootless} --config ${config} ` +
      `--root "/var/lib/buildkit/$0" --addr "unix://${socket}" ${words}`;
    await inMachine(
      `setsid --fork ${isolated} sh -c '${daemon}' "$0" >"/run/$0.log" 2>&1 </dev/null; ` +
        `for i in $(seq 300); do buildctl --addr "unix://${socket}" debug workers >/dev/null 2>&1 && exit 0; sleep 0.1; done; ` +
        'cat "/run/$0.log"; exit 1',
    );
  };
  onTestFinished(async () => {
    await docker(['buildx', 'rm', '--keep-daemon', name], { statuses: [0, 1] });
    await stop();
    // A daemon that was killed leaves its mounts.
    await inMachine(
      'grep -F "/var/lib/buildkit/$0/" /proc/self/mounts | cut -d " " -f 2 | sort -r | xargs -r umount --lazy',
      [0, 1, 123],
    );
    await inMachine('rm -rf "/var/lib/buildkit/$0" "/run/$0" "/run/$0.sock" "/run/$0.log"', [0, 1]);
  });
  await start('machine');
  const address =
    port === undefined
      ? `unix://${runtime}${socket.slice('/run'.length)}`
      : `tcp://localhost:${port}`;
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

/** Options of buildx's remote driver for certificates. */
export function driverOptions({ authority, client }: Certificates): string {
  return `cacert=${authority},cert=${client.certificate},key=${client.key}`;
}
