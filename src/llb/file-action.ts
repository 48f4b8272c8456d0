import type { Output } from './vertex.ts';
import type { Owner } from './owner.ts';

/** One change to a filesystem; paths are taken from its root. */
export type FileAction = CopyAction | MkfileAction | MkdirAction | RmAction | SymlinkAction;

interface Created {
  readonly owner?: Owner;
  /** Seconds since the epoch; the time of the build unless given. */
  readonly createdTime?: number;
}

export interface CopyAction {
  readonly kind: 'copy';
  readonly from: Output;
  readonly src: string;
  /** With a slash at its end, a directory to copy into. */
  readonly dest: string;
  readonly owner?: Owner;
  /** Permission bits, or a change of them as for chmod(1); those of the source unless given. */
  readonly mode?: number | string;
  /** Seconds since the epoch; the source's time unless given. */
  readonly createdTime?: number;
  /** Follows a symbolic link at `src`. */
  readonly followSymlinks?: boolean;
  /** Copies what a directory contains instead of the directory. */
  readonly contentsOnly?: boolean;
  readonly createDestPath?: boolean;
  /** `src` is a pattern. */
  readonly wildcards?: boolean;
  /** The pattern may match nothing. */
  readonly allowEmptyWildcard?: boolean;
  readonly includePatterns?: readonly string[];
  /** Stronger than `includePatterns`. */
  readonly excludePatterns?: readonly string[];
  /** Paths that must be there where `includePatterns` are given. */
  readonly requiredPaths?: readonly string[];
  /** Unpacks an archive at `src`. */
  readonly unpack?: boolean;
  /** Replaces a file by a directory and the other way round. */
  readonly replaceExisting?: boolean;
}

export interface MkfileAction extends Created {
  readonly kind: 'mkfile';
  readonly path: string;
  readonly mode: number;
  readonly data: Uint8Array;
}

export interface MkdirAction extends Created {
  readonly kind: 'mkdir';
  readonly path: string;
  readonly mode: number;
  /** Makes the directories above it too, and does not mind if it exists. */
  readonly parents?: boolean;
}

export interface RmAction {
  readonly kind: 'rm';
  readonly path: string;
  readonly allowNotFound?: boolean;
  /** `path` is a pattern. */
  readonly wildcards?: boolean;
}

export interface SymlinkAction extends Created {
  readonly kind: 'symlink';
  /** The target of the link. */
  readonly oldpath: string;
  /** The link. */
  readonly newpath: string;
}

export function copy(action: Omit<CopyAction, 'kind'>): CopyAction {
  return { ...action, kind: 'copy' };
}

/** A new file; mode 0644 unless given, text as UTF-8. */
export function mkfile(
  action: Omit<MkfileAction, 'kind' | 'mode' | 'data'> & {
    readonly mode?: number;
    readonly data: Uint8Array | string;
  },
): MkfileAction {
  const data =
    typeof action.data === 'string' ? new TextEncoder().encode(action.data) : action.data;
  return { mode: 0o644, ...action, data, kind: 'mkfile' };
}

/** A new directory; mode 0755 unless given. */
export function mkdir(
  action: Omit<MkdirAction, 'kind' | 'mode'> & { readonly mode?: number },
): MkdirAction {
  return { mode: 0o755, ...action, kind: 'mkdir' };
}

export function rm(action: Omit<RmAction, 'kind'>): RmAction {
  return { ...action, kind: 'rm' };
}

export function symlink(action: Omit<SymlinkAction, 'kind'>): SymlinkAction {
  return { ...action, kind: 'symlink' };
}
