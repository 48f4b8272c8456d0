import type { PythonTarget } from '../../../python/target.ts';

/** A platform of `pdm lock --platform`, as far as it is one of Linux. */
interface LinuxPlatform {
  readonly libc: 'glibc' | 'musl';
  /** The oldest one that will do. */
  readonly version: readonly [number, number];
  readonly machine: string;
}

/** Short names, and those of manylinux before it was numbered after glibc (dep-logic, `Platform.parse`; PEP 600). */
const aliases: ReadonlyMap<string, string> = new Map([
  ['linux', 'manylinux_2_17_x86_64'],
  ['alpine', 'musllinux_1_2_x86_64'],
]);
const legacy: ReadonlyMap<string, string> = new Map([
  ['manylinux1', 'manylinux_2_5'],
  ['manylinux2010', 'manylinux_2_12'],
  ['manylinux2014', 'manylinux_2_17'],
  ['linux', 'manylinux_2_17'],
]);
const machines: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['arm64', 'aarch64'],
]);

/** Whether a target of pdm.lock is one for this platform; a target without one is for all. */
export function isPdmPlatform(platform: string, target: PythonTarget): boolean {
  if (platform === '') return true;
  const wanted = parsed(platform);
  if (wanted === undefined) return false;
  const { libc } = target.interpreter;
  const [major = 0, minor = 0] = libc.version.split('.').map(Number);
  const isNewEnough =
    major > wanted.version[0] || (major === wanted.version[0] && minor >= wanted.version[1]);
  const { platform_machine: machine } = target.environment;
  return wanted.libc === libc.name && wanted.machine === machine && isNewEnough;
}

/** The value of `--platform` for this platform. */
export function pdmPlatform({ interpreter, environment }: PythonTarget): string {
  const { name, version } = interpreter.libc;
  const family = name === 'musl' ? 'musllinux' : 'manylinux';
  return `${family}_${version.replace('.', '_')}_${environment.platform_machine}`;
}

function parsed(written: string): LinuxPlatform | undefined {
  const short = /^(manylinux1|manylinux2010|manylinux2014|linux)_([a-z].*)$/.exec(written);
  const name =
    short === null
      ? (aliases.get(written) ?? written)
      : `${legacy.get(short[1] ?? '') ?? ''}_${short[2] ?? ''}`;
  const [, family, major, minor, machine = ''] =
    /^(many|musl)linux_(\d+)_(\d+)_(\w+)$/.exec(name) ?? [];
  if (family === undefined) return undefined;
  return {
    libc: family === 'musl' ? 'musl' : 'glibc',
    version: [Number(major), Number(minor)],
    machine: machines.get(machine) ?? machine,
  };
}
