import type { LockBase } from '../../lock-base.ts';
import type { LockedFiles } from '../../locked-file.ts';
import type { GitSource } from '../../model.ts';
import type { DirectorySource } from '../../package-source.ts';
import type { LockIndexes } from '../../selection.ts';

/** Pipfile.lock, pipfile-spec 6. */
export interface PipfileLock extends LockBase {
  readonly format: 'pipfile';
  /** `python_version` or `python_full_version` of `_meta.requires`. */
  readonly python: string | null;
  readonly indexes: LockIndexes;
  /** `default`, `develop` and categories of the user's own. */
  readonly sections: Readonly<Record<string, readonly PipfilePackage[]>>;
}

export interface PipfilePackage {
  readonly name: string;
  readonly version: string | null;
  readonly line: number;
  readonly marker?: string;
  readonly source: PipfileSource;
}

export type PipfileSource =
  /** Not locked: it did not apply where the lock was made. */
  | { readonly kind: 'open'; readonly requirement: string }
  | { readonly kind: 'index'; readonly hashes: readonly string[] }
  | GitSource
  | DirectorySource
  | { readonly kind: 'file'; readonly direct: boolean; readonly files: LockedFiles };
