import type { LockBase } from '../../lock-base.ts';
import type { LockedFiles } from '../../locked-file.ts';
import type { GroupPythons } from './group-pythons.ts';

/** uv.lock version 1, revisions 0 to 4, as far as installing and freshness need it. */
export interface UvLock extends LockBase {
  readonly format: 'uv';
  /** Directory of the lock, relative to the context. */
  readonly directory: string;
  readonly requiresPython: string | null;
  /** `supported-markers`: the target has to satisfy one where there are any. */
  readonly environments: readonly string[];
  /** At most one item of each set may be active. */
  readonly conflicts: readonly (readonly UvConflictItem[])[];
  /** Names of workspace members; empty if the project next to the lock is the only one. */
  readonly members: readonly string[];
  /** Requirements of the lock itself (scripts). */
  readonly requirements: readonly UvRootRequirement[];
  /** Dependency groups of a workspace root that is not a project. */
  readonly groups: Readonly<Record<string, readonly UvRootRequirement[]>>;
  /** For groups that need another Python than the workspace. */
  readonly groupPythons: GroupPythons;
  readonly packages: readonly UvPackage[];
}

/** A project, one of its extras or one of its groups. */
export interface UvConflictItem {
  readonly package: string;
  readonly extra?: string;
  readonly group?: string;
}

export interface UvRootRequirement {
  readonly name: string;
  readonly extras: readonly string[];
  readonly marker?: string;
}

export interface UvPackage {
  readonly name: string;
  readonly version: string | null;
  /** Line of its table in the lock. */
  readonly line: number;
  readonly source: UvSource;
  readonly files: LockedFiles;
  /** `resolution-markers`: the forks that it belongs to; any where empty. */
  readonly forks: readonly string[];
  readonly dependencies: readonly UvDependency[];
  readonly extras: Readonly<Record<string, readonly UvDependency[]>>;
  readonly groups: Readonly<Record<string, readonly UvDependency[]>>;
  /** Extras and groups without dependencies of their own too, where the lock names them. */
  readonly extraNames: readonly string[];
  readonly groupNames: readonly string[];
  /** For groups that need another Python than the project. */
  readonly groupPythons: GroupPythons;
}

export interface UvDependency {
  /** Index in `UvLock.packages`. */
  readonly to: number;
  readonly extras: readonly string[];
  readonly marker?: string;
}

export type UvSource =
  | { readonly kind: 'registry' }
  | { readonly kind: 'url'; readonly subdirectory?: string }
  | { readonly kind: 'path' }
  | {
      readonly kind: 'git';
      readonly url: string;
      readonly commit: string;
      readonly subdirectory?: string;
      /** A wheel or sdist inside the repository. */
      readonly path?: string;
    }
  | {
      /** `virtual` is never installed, its dependencies are. */
      readonly kind: 'directory' | 'editable' | 'virtual';
      /** Relative to the context; null if it is outside. */
      readonly path: string | null;
      /** As written, relative to the lock. */
      readonly written: string;
    };
