import { readdirSync, readFileSync } from 'node:fs';

/** A process in a container on this machine: a private engine's processes are the machine's. */
export interface ContainerProcess {
  readonly pid: number;
  readonly command: readonly string[];
  /** Bytes of its own, and its share of what others have too (proc(5), smaps_rollup). */
  readonly memory: number;
}

/**
 * Processes whose root directory a daemon made.
 *
 * @param state part of the path of the daemon's state.
 */
export function containerProcesses(state: string): readonly ContainerProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    try {
      const mounts = readFileSync(`/proc/${name}/mountinfo`, 'utf8');
      const isContained = mounts
        .split('\n')
        .some((line) => line.split(' ')[4] === '/' && line.includes(state));
      if (!isContained) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').slice(0, -1);
      const rollup = readFileSync(`/proc/${name}/smaps_rollup`, 'utf8');
      const memory = Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
      return [{ pid: Number(name), command, memory }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** Whether it is a frontend, as frontend.Dockerfile starts it. */
export function isFrontend({ command }: ContainerProcess): boolean {
  return command[0] === '/usr/local/bin/frontend' || command[1] === '/frontend.cjs';
}

/** The daemon with a state of that name. */
export function daemonOf(state: string): number | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((name) => {
    try {
      const [program = '', ...args] = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return /(?:^|\/)buildkitd[^/]*$/.test(program) && args.some((arg) => arg.endsWith(state));
    } catch {
      return false;
    }
  });
  return found === undefined ? undefined : Number(found);
}
