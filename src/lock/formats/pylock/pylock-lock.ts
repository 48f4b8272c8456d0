import type { DirectorySource } from '../../package-source.ts';
import type { LockBase } from '../../lock-base.ts';
import type { LockedFile, LockedFiles } from '../../locked-file.ts';

/** pylock.toml (PEP 751, "File format"), as far as installing needs it. */
export interface PylockLock extends LockBase {
  readonly format: 'pylock';
  readonly requiresPython: string | null;
  /** Markers; the target has to satisfy one where there are any. */
  readonly environments: readonly string[];
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  readonly defaultGroups: readonly string[];
  readonly packages: readonly PylockPackage[];
}

export interface PylockPackage {
  readonly name: string;
  readonly version: string | null;
  readonly marker?: string;
  readonly requiresPython?: string;
  /** Line of its table in the lock. */
  readonly line: number;
  readonly source: PylockSource;
}

export type PylockSource =
  | ({ readonly kind: 'files' } & LockedFiles)
  | {
      readonly kind: 'archive';
      readonly file: LockedFile;
      readonly subdirectory?: string;
    }
  | {
      readonly kind: 'vcs';
      readonly type: string;
      readonly url: string;
      readonly commit: string;
      readonly subdirectory?: string;
    }
  | DirectorySource;
