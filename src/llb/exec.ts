import { lowerExec } from './exec-lower.ts';
import { isOutput, tmpfs, type FilesystemMount, type Mount } from './mount.ts';
import type { Output } from './output.ts';
import { absolutePath } from '../paths/clean-path.ts';
import type { Platform } from './platform.ts';
import { sorted } from './sorted.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface ExecOptions extends VertexOptions {
  readonly root: Output;
  readonly readonlyRoot?: boolean;
  readonly args: readonly string[];
  /** By name, passed in the order of the names; or "NAME=value" in an order of one's own. */
  readonly env?: Readonly<Record<string, string>> | readonly string[];
  /** "/" unless given. */
  readonly cwd?: string;
  /** "uid", "uid:gid", "name" or "name:group"; root unless given. */
  readonly user?: string;
  readonly mounts?: readonly Mount[];
  readonly network?: 'sandbox' | 'host' | 'none';
  readonly security?: 'sandbox' | 'insecure';
  readonly proxy?: Proxy;
  /** Lines of /etc/hosts. */
  readonly extraHosts?: readonly { readonly host: string; readonly ip: string }[];
  readonly ulimits?: readonly Ulimit[];
  readonly hostname?: string;
  readonly cgroupParent?: string;
  readonly secretEnv?: readonly SecretEnv[];
  /** Bytes of /dev/shm. */
  readonly shmSize?: number;
  /** Only 0 unless given. */
  readonly validExitCodes?: readonly number[];
}

/** Set in the environment, in both cases of their names, but no part of the cache key. */
export interface Proxy {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly ftpProxy?: string;
  readonly noProxy?: string;
  readonly allProxy?: string;
}

export interface Ulimit {
  /** As RLIMIT_ of setrlimit(2), in lower case: "nofile". */
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** An environment variable with the content of a secret. */
export interface SecretEnv {
  readonly name: string;
  readonly id: string;
  readonly optional?: boolean;
}

/** What a process leaves behind. */
export interface Exec {
  /** The root filesystem after it ran; as it was where it is read-only. */
  readonly root: Output;
  /** The filesystem of a mount after it ran; as it was where it is read-only. */
  readonly mount: (target: string) => Output;
}

/** A process in a container. */
export function exec(options: ExecOptions): Exec {
  if (options.args.length === 0) throw new Error('an exec needs arguments');
  const { root, readonlyRoot = false, shmSize, platform } = options;
  const mounts = options.mounts ?? [];
  const filesystems = sorted<FilesystemMount>(
    [
      { kind: 'bind', target: '/', source: root, readonly: readonlyRoot, noOutput: false },
      ...(shmSize === undefined ? [] : [tmpfs({ target: '/dev/shm', size: shmSize })]),
      ...mounts.filter(isFilesystem),
    ],
    ({ target }) => target,
  );
  const twice = filesystems.find(({ target }, at) => filesystems[at + 1]?.target === target);
  if (twice) throw new Error(`an exec has two mounts at ${twice.target}`);

  const inputs = filesystems.flatMap((mount) =>
    mount.kind === 'tmpfs' || mount.source.vertex === undefined ? [] : [mount.source],
  );
  const vertex = {
    inputs,
    options,
    lower: lowerExec(options, { filesystems, mounts, cwd: directory(options.cwd) }),
  };
  const outputs = filesystems.filter(isOutput);
  const mount = (target: string): Output => {
    const found = filesystems.find((filesystem) => filesystem.target === target);
    if (found?.kind === 'bind' && found.readonly) return found.source;
    const index = outputs.findIndex((filesystem) => filesystem === found);
    if (found?.kind !== 'bind' || index === -1) throw new Error(`${target} is no output`);
    const inherited: Platform | undefined = platform ?? found.source.platform;
    return { vertex, index, ...(inherited && { platform: inherited }) };
  };
  return { root: mount('/'), mount };
}

function isFilesystem(mount: Mount): mount is FilesystemMount {
  return mount.kind !== 'secret' && mount.kind !== 'ssh';
}

function directory(cwd = '/'): string {
  return cwd.startsWith('/') ? cwd : absolutePath(cwd);
}
