import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Distribution } from './model.ts';

/** Which project of a workspace: by its name or by its directory, relative to the context. */
export type ProjectChoice = { readonly name: string } | { readonly directory: string };

/** The parameters of a selection. */
export interface SelectionRequest {
  readonly target: PythonTarget;
  /** Default: the project next to the lock or, where that is not a project, every workspace member. */
  readonly project?: ProjectChoice | undefined;
  /** Exactly these; in any spelling. */
  readonly extras: readonly string[];
  /** Exactly these: no group is a default. */
  readonly groups: readonly string[];
  /** Where extras and groups are written, as far as that is known. */
  readonly places?: Readonly<Record<'extra' | 'group', readonly Located<string>[]>>;
  /** Packages that are compiled though a wheel fits; true: all of them. */
  readonly noBinary: true | readonly string[];
  /** Packages that are never compiled; true: all of them. */
  readonly onlyBinary: true | readonly string[];
  /** Whether files need no hash, although the format of their lock requires one for each. */
  readonly unhashed?: true;
  /** Prefixes of urls and their replacements; the longest matching prefix is replaced. */
  readonly mirrors?: Readonly<Record<string, string>> | undefined;
  /** Runtimes that can be named instead, the best first, each with its minor version of Python. */
  readonly runtimes?: readonly { readonly name: string; readonly pythonVersion: string }[];
}

/** The selection of a lock for one target. */
export interface Selection {
  /** Sorted by name, then version. */
  readonly distributions: readonly Distribution[];
  /** If one of them is an error, nothing may be built. */
  readonly diagnostics: readonly Diagnostic[];
  /** As the lock has it; null if it says nothing. */
  readonly requiresPython: string | null;
  /** The target has no patch version, which counts as 0 in markers, and the answer differs between some. */
  readonly dependsOnPatch: boolean;
  /** Requirements without a single version: only a resolution settles them (requirements files). */
  readonly unpinned: readonly Located<string>[];
  /** Nothing else is needed; false: their dependencies are not known yet (no hashes, no lock). */
  readonly complete: boolean;
  /** For a resolution: limits for versions, which require no package (`-c`). */
  readonly constraints: readonly Located<string>[];
  /** For a resolution: pre-releases are allowed (`--pre`). */
  readonly prereleases: boolean;
  /** The indexes that have the files of a lock without urls. */
  readonly indexes: LockIndexes;
}

/** The indexes that a lock names itself. */
export interface LockIndexes {
  /** Instead of the default one. */
  readonly url?: string;
  readonly extra: readonly string[];
  /** Urls, and directories relative to the context. */
  readonly findLinks: readonly string[];
  readonly noIndex: boolean;
}
