import type { Located, Span } from '../../../diagnostics/span.ts';
import type { LockBase } from '../../lock-base.ts';
import type { GitSource } from '../../model.ts';
import type { DirectorySource } from '../../package-source.ts';

/** A requirements file with everything that it includes (pip, "Requirements File Format"). */
export interface RequirementsLock extends LockBase {
  readonly format: 'requirements';
  /** Directory that relative paths start from: where pip would have been run. */
  readonly directory: string;
  readonly requirements: readonly LockedRequirement[];
  /** Constraints of `-c`: they limit versions, and require no package. */
  readonly constraints: readonly LockedRequirement[];
  readonly options: RequirementsOptions;
  /** `requires-python` of a script. */
  readonly requiresPython?: Located<string>;
}

export interface RequirementsOptions {
  /** `--index-url`: instead of the default index. */
  readonly indexUrl?: string;
  readonly extraIndexUrls: readonly string[];
  /** Urls, and directories relative to the context. */
  readonly findLinks: readonly string[];
  readonly noIndex: boolean;
  readonly prereleases: boolean;
  readonly requireHashes: boolean;
  readonly noBinary: true | readonly string[];
  readonly onlyBinary: true | readonly string[];
}

export interface LockedRequirement {
  /** As written, with the values of variables and without its options. */
  readonly text: string;
  readonly span: Span;
  /** Normalised; null if only building it shows the name. */
  readonly name: string | null;
  /** Normalised, each once. */
  readonly extras: readonly string[];
  readonly marker?: string;
  /** Lower-case sha256, sorted, each once. */
  readonly hashes: readonly string[];
  /** It has a hash of any algorithm. */
  readonly hashed: boolean;
  readonly pin: RequirementPin;
}

export type RequirementPin =
  /** More than one version would do. */
  | { readonly kind: 'open' }
  | { readonly kind: 'version'; readonly version: string }
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly file: string;
      readonly subdirectory?: string;
    }
  | GitSource
  | (Omit<DirectorySource, 'kind'> & {
      /** A directory or a file. */
      readonly kind: 'path';
    });
