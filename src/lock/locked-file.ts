/** A wheel or sdist as a lock lists it. */
export interface LockedFile {
  /** Its name on the server or in the directory, percent-decoded, case kept. */
  readonly file: string;
  readonly url?: string;
  /** Relative to the context; null if it is outside. */
  readonly path?: string | null;
  /** null if the lock has no sha256 of it, or several. */
  readonly sha256: string | null;
  /** The lock has hashes of it, but no sha256. */
  readonly isHashedOtherwise?: true;
  readonly size?: number;
}

/** The files that a lock lists for one package. */
export interface LockedFiles {
  readonly wheels: readonly LockedFile[];
  readonly sdist?: LockedFile;
  /** The sha256 of all of them, sorted, if the format accepts any of these files. */
  readonly hashes?: readonly string[];
}
