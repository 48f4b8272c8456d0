import type { PackageSource } from '../../package-source.ts';
import type { LockBase } from '../../lock-base.ts';
import type { LockedFiles } from '../../locked-file.ts';

/** poetry.lock, lock-version 1.1 to 2.1. */
export interface PoetryLock extends LockBase {
  readonly format: 'poetry';
  /** A constraint in Poetry's own syntax: `^3.9`. */
  readonly pythonVersions: string;
  /** From 2.1 on every package has its groups and markers; before, the way to it has to be walked. */
  readonly hasGroups: boolean;
  readonly extraNames: readonly string[];
  readonly groupNames: readonly string[];
  readonly packages: readonly PoetryPackage[];
  /** The requirements of pyproject.toml, by group, `main` the project itself; for the walk. */
  readonly roots: Readonly<Record<string, readonly PoetryDependency[]>>;
  /** Extra → names of the optional dependencies of `main` that it brings. */
  readonly rootExtras: Readonly<Record<string, readonly string[]>>;
  /** The project's own, normalised; null if it has none. */
  readonly name: string | null;
}

export interface PoetryPackage {
  readonly name: string;
  readonly version: string;
  readonly line: number;
  /** `main` is the project itself. */
  readonly groups: readonly string[];
  /** By group; a group without one has none. */
  readonly markers: Readonly<Record<string, string>>;
  readonly pythonVersions: string;
  readonly dependencies: readonly PoetryDependency[];
  /** Extra → names of the optional dependencies that it brings. */
  readonly extras: Readonly<Record<string, readonly string[]>>;
  readonly files: LockedFiles;
  readonly source: PackageSource;
}

export interface PoetryDependency {
  readonly name: string;
  readonly constraint: string;
  readonly marker?: string;
  /** Constraint on Python. */
  readonly python?: string;
  /** `sys_platform`. */
  readonly platform?: string;
  readonly optional: boolean;
  readonly extras: readonly string[];
}
