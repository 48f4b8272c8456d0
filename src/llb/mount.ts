import type { Output } from './vertex.ts';
import { scratch } from './scratch.ts';

/** One place of a process's filesystem. */
export type Mount = BindMount | CacheMount | TmpfsMount | SecretMount | SshMount;

/** A mount that is there whether or not the client has anything to offer. */
export type FilesystemMount = BindMount | CacheMount | TmpfsMount;

export interface BindMount {
  readonly kind: 'bind';
  readonly target: string;
  readonly source: Output;
  /** The path inside the source that is mounted. */
  readonly selector?: string;
  readonly readonly: boolean;
  /** Writable, but what is written is lost. */
  readonly noOutput: boolean;
  /** Whether the vertex is keyed by the source's content; absent for the daemon's choice. */
  readonly contentCache?: 'on' | 'off';
}

export interface CacheMount {
  readonly kind: 'cache';
  readonly target: string;
  /** Mounts of one id share one directory of the builder. */
  readonly id: string;
  readonly sharing: 'shared' | 'private' | 'locked';
  /** The initial content of a new cache. */
  readonly source: Output;
  readonly selector?: string;
  readonly readonly: boolean;
}

export interface TmpfsMount {
  readonly kind: 'tmpfs';
  readonly target: string;
  /** Upper limit in bytes. */
  readonly size?: number;
}

interface ClientMount {
  readonly target: string;
  readonly id: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly mode: number;
  /** Without it, a client that lacks it is an error. */
  readonly optional?: boolean;
}

/** A file with the content of a secret of the client. */
export interface SecretMount extends ClientMount {
  readonly kind: 'secret';
}

/** A socket of the client's SSH agent. */
export interface SshMount extends Omit<ClientMount, 'target'> {
  readonly kind: 'ssh';
  /** A path in /run/buildkit otherwise. */
  readonly target?: string;
}

type Given<M, Defaults extends keyof M> = Omit<M, 'kind' | Defaults> & Partial<Pick<M, Defaults>>;

/** A filesystem to read; with `noOutput`, one to write to in vain. */
export function bind(mount: Given<BindMount, 'readonly' | 'noOutput'>): BindMount {
  const noOutput = mount.noOutput ?? false;
  return { ...mount, kind: 'bind', noOutput, readonly: mount.readonly ?? !noOutput };
}

/** A filesystem to write to, which then is an output of the vertex; empty unless a source is given. */
export function output(mount: {
  readonly target: string;
  readonly source?: Output;
  readonly selector?: string;
}): BindMount {
  return { source: scratch, ...mount, kind: 'bind', noOutput: false, readonly: false };
}

/** A directory of the builder that outlives the build. */
export function cache(mount: Given<CacheMount, 'sharing' | 'source' | 'readonly'>): CacheMount {
  return { sharing: 'shared', source: scratch, readonly: false, ...mount, kind: 'cache' };
}

export function tmpfs(mount: Omit<TmpfsMount, 'kind'>): TmpfsMount {
  return { ...mount, kind: 'tmpfs' };
}

/** Its id is the target and its mode 0400 unless given. */
export function secret(mount: Given<SecretMount, 'id' | 'mode'>): SecretMount {
  return { id: mount.target, mode: 0o400, ...mount, kind: 'secret' };
}

/** Its mode is 0600 and its id the client's default unless given. */
export function ssh(mount: Given<SshMount, 'id' | 'mode'> = {}): SshMount {
  return { id: '', mode: 0o600, ...mount, kind: 'ssh' };
}

/** Whether what is written to a mount becomes an output of the vertex. */
export function isOutput(mount: FilesystemMount): mount is BindMount {
  return mount.kind === 'bind' && !mount.readonly && !mount.noOutput;
}
