import { readFile, readdir, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { command, type CommandResult } from '../support/command.ts';
import { engineEnvironment } from '../support/engine.ts';

// A second engine next to the one of the other tests.
describe.runIf(engineEnvironment()['GROCKER_ENGINE'] === 'private')('a private engine', () => {
  const machine = { state: '', before: {} as Traces };

  const engine = (args: readonly string[], statuses?: readonly number[]): Promise<CommandResult> =>
    command('scripts/engine', args, {
      environment: {
        GROCKER_ENGINE: 'private',
        GROCKER_ENGINE_DIR: machine.state,
        DOCKER_HOST: undefined,
      },
      statuses,
    });

  beforeAll(async () => {
    machine.state = await mkdtemp(join(tmpdir(), 'grocker-engine-'));
    machine.before = await traces();
  });

  afterAll(async () => {
    await engine(['down', '--purge']);
    await rm(machine.state, { recursive: true, force: true });
  });

  test('runs beside another', async () => {
    await engine(['up']);
    const { stdout } = await engine(['status']);
    expect(stdout).toContain(`state     ${machine.state}\n`);
    expect(stdout).not.toContain(`registry  ${engineEnvironment()['GROCKER_REGISTRY'] ?? ''}\n`);
    expect((await traces()).interfaces.length).toBe(machine.before.interfaces.length + 1);
  });

  test('has a bridge that keeps its address while containers come and go', async () => {
    const added = (await traces()).interfaces.filter(
      (name) => !machine.before.interfaces.includes(name),
    );
    const kinds = added.map((name) => `/sys/class/net/${name}/addr_assign_type`);
    // NET_ADDR_SET of include/uapi/linux/netdevice.h: set by hand, where 1 is random and follows the ports.
    expect(await Promise.all(kinds.map((path) => readFile(path, 'utf8')))).toEqual(['3\n']);
  });

  test('starts again when it was killed, with networks and containers left behind', async () => {
    await engine(['images', 'debian:trixie-slim']);
    const script =
      'docker network create left && docker run --detach --network left debian:trixie-slim sleep 600';
    await engine(['exec', 'sh', '-c', script]);
    process.kill(await machinePid(machine.state), 'SIGKILL');
    await expect
      .poll(async () => (await engine(['status'], [0, 3])).status, { timeout: 20_000 })
      .toBe(3);
    await engine(['up']);
    const { stdout } = await engine([
      'exec',
      ...['docker', 'run', '--rm', 'debian:trixie-slim', 'echo', 'alive'],
    ]);
    expect(stdout).toBe('alive\n');
  });

  test('leaves nothing behind when it goes down', async () => {
    await engine(['exec', 'docker', 'run', '--detach', 'debian:trixie-slim', 'sleep', '600']);
    await engine(['down']);
    expect(added(machine.before, await traces())).toEqual([]);
    expect((await engine(['status'], [3])).stdout).toBe('engine    none\n');
    await engine(['down', '--purge']);
    await expect(readdir(machine.state)).rejects.toThrow('ENOENT');
  });
});

/** Traces that were not there before; those of other engines come and go meanwhile. */
function added(before: Traces, after: Traces): readonly string[] {
  const known = new Set(all(before));
  return all(after).filter((trace) => !known.has(trace));
}

function all(traces: Traces): readonly string[] {
  const { mounts, interfaces, processes, controlGroups, sockets } = traces;
  return [...mounts, ...interfaces, ...processes, ...controlGroups, ...sockets];
}

/** Traces that an engine could leave on the machine. */
interface Traces {
  readonly mounts: readonly string[];
  readonly interfaces: readonly string[];
  readonly processes: readonly string[];
  readonly controlGroups: readonly string[];
  readonly sockets: readonly string[];
}

async function traces(): Promise<Traces> {
  const { stdout } = await command('sh', [
    '-c',
    'find /sys/fs/cgroup -type d -name "grocker-*" | sort; cat /proc/[0-9]*/cmdline 2>/dev/null | ' +
      "tr '\\0' '\\n' | grep -aoE '^(dockerd|containerd|docker-registry|grocker-engine-[0-9a-f]+)$' | sort",
  ]);
  const lines = stdout.split('\n');
  return {
    mounts: (await readFile('/proc/self/mounts', 'utf8')).split('\n'),
    interfaces: (await readdir('/sys/class/net')).filter((name) => /^(grocker-|br-)/.test(name)),
    processes: lines.filter((line) => !line.startsWith('/')),
    controlGroups: lines.filter((line) => line.startsWith('/')),
    sockets: await readdir('/run/grocker'),
  };
}

/** The first process of the engine whose state is in a directory. */
async function machinePid(state: string): Promise<number> {
  for (const name of await readdir('/run/grocker')) {
    const directory = join('/run/grocker', name);
    const found = await readFile(join(directory, 'state'), 'utf8').catch(() => '');
    if (found.trim() === state)
      return Number(await readFile(join(directory, 'machine.pid'), 'utf8'));
  }
  throw new Error(`no engine runs in ${state}`);
}
