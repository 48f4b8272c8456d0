import type { Mount } from './mount.ts';
import type { VertexOptions } from './vertex-options.ts';
import type { Output } from './vertex.ts';

/** The settings of a process in a container. */
export interface ExecOptions extends VertexOptions {
  readonly root: Output;
  readonly readonlyRoot?: boolean;
  readonly args: readonly string[];
  /** By name, passed in the order of the names; or "NAME=value" in the given order. */
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
