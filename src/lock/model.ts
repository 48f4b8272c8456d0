import type { Span } from '../diagnostics/span.ts';

/** One file or tree that has to be installed: the result of every lock reader and of the resolver. */
export interface Distribution {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** null if a directory's or repository's version is dynamic. */
  readonly version: string | null;
  readonly source: DistributionSource;
  /** Normalised; only from requirements files, which may leave it to a resolution what an extra needs. */
  readonly extras?: readonly string[];
  /** The name is a guess: only building it shows the name. */
  readonly isNameless?: true;
  /** Where the lock says so, for errors and for LLB source locations. */
  readonly span?: Span;
}

export type DistributionSource =
  | RemoteFile<'wheel'>
  | RemoteFile<'sdist'>
  | LocalFile
  | GitSource
  | DirectorySource
  | UnlocatedSource
  | UnavailableSource;

/** A wheel or sdist behind a url, with the checksum of its lock. */
export interface RemoteFile<Kind extends 'wheel' | 'sdist'> {
  readonly kind: Kind;
  /** Last part of the url, percent-decoded, case kept. */
  readonly file: string;
  readonly url: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Bytes, where the lock knows. */
  readonly size?: number;
  /** The requirement names this url itself (PEP 508 direct reference): no index was asked for it. */
  readonly direct?: true;
  /** Where in an sdist or archive the project lies. */
  readonly subdirectory?: string;
  /** Every sha256 that the lock allows for this version, sorted; absent if the format does not say so much. */
  readonly hashes?: readonly string[];
  /** For an sdist: the incompatible wheels, if the lock lists them. */
  readonly otherWheels?: readonly string[];
}

/** A wheel or sdist in the context, e.g. of find_links or a path dependency. */
export interface LocalFile {
  readonly kind: 'file';
  readonly fileKind: 'wheel' | 'sdist';
  /** Relative to the context. */
  readonly path: string;
  readonly file: string;
  readonly sha256?: string;
  /** The file has one of these, if the lock allows several. */
  readonly hashes?: readonly string[];
  /** Where in an sdist the project lies. */
  readonly subdirectory?: string;
}

export interface GitSource {
  readonly kind: 'git';
  /** Without `git+`, without commit and fragment. */
  readonly url: string;
  /** 40 or 64 hexadecimal digits. */
  readonly commit: string;
  readonly subdirectory?: string;
}

export interface DirectorySource {
  readonly kind: 'directory';
  /** Relative to the context's root, `.` for the root itself. */
  readonly path: string;
  readonly editable: boolean;
}

/** Formats without urls: any file of this version with one of these checksums. */
export interface UnlocatedSource {
  readonly kind: 'unlocated';
  /** Lower-case hexadecimal sha256, sorted; empty if the requirement has no hashes. */
  readonly hashes: readonly string[];
  /** The one of the lock's files that fits the target, where the lock names its files. */
  readonly choice?: FileChoice;
}

export interface FileChoice {
  readonly kind: 'wheel' | 'sdist';
  readonly file: string;
  /** null if the lock has no sha256 of it. */
  readonly sha256: string | null;
  /** The url of a file whose single sha256 the lock does not have: the file has to be fetched to learn it. */
  readonly url?: string;
  /** Where in an sdist or archive the project lies. */
  readonly subdirectory?: string;
}

/** Required, but no wheel fits the target and there is no sdist (or it may not be used). */
export interface UnavailableSource {
  readonly kind: 'unavailable';
  /** sha256 of its files, where the lock's format has no urls. */
  readonly hashes?: readonly string[];
}
