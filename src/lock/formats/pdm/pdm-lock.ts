import type { PackageSource } from '../../package-source.ts';
import type { LockBase } from '../../lock-base.ts';
import type { LockedFiles } from '../../locked-file.ts';

/** pdm.lock, lock_version 4.0 to 4.5. */
export interface PdmLock extends LockBase {
  readonly format: 'pdm';
  /** `requires_python` of each target that was locked for, or of the project; any where empty. */
  readonly targets: readonly PdmTarget[];
  /** Packages have their groups and markers (`inherit_metadata`); else the way to them is walked. */
  readonly hasGroups: boolean;
  readonly extraNames: readonly string[];
  readonly groupNames: readonly string[];
  /** Groups that were locked, `default` the project itself; undefined: all. */
  readonly lockedGroups: readonly string[] | null;
  readonly packages: readonly PdmPackage[];
  /** Requirements of pyproject.toml by group or extra, `default` the project itself; for the walk. */
  readonly roots: Readonly<Record<string, readonly string[]>>;
  /** The project's own, normalised; null if it has none. */
  readonly name: string | null;
}

export interface PdmTarget {
  readonly requiresPython?: string;
  /** `manylinux_2_17_x86_64`, `windows_amd64`. */
  readonly platform?: string;
  readonly implementation?: string;
}

export interface PdmPackage {
  readonly name: string;
  readonly version: string | null;
  /** The extras of this entry; the same package without extras is another entry. */
  readonly extras: readonly string[];
  readonly line: number;
  readonly groups: readonly string[];
  readonly marker?: string;
  /** PEP 508. */
  readonly dependencies: readonly string[];
  readonly files: LockedFiles;
  readonly source: PackageSource;
}
