/** System packages that a Python package needs and that none of its wheels contains. */
export interface SystemLibrary {
  /** Normalised names of the Python packages. */
  readonly packages: readonly string[];
  /**
   * `run`: a library or program is looked for when it runs; `compiled`: there is no
   * wheel for Linux, so that it is compiled; `from-source`: there are wheels, and it is compiled only where those are refused.
   */
  readonly when: 'run' | 'compiled' | 'from-source';
  readonly run: Names;
  readonly build: Names;
  /** Programs that it runs, each with Debian's package of it. */
  readonly programs?: Readonly<Record<string, string>>;
  /** How it is known. */
  readonly evidence: string;
}

/** Packages that have one name everywhere, or a name for each Debian. */
export type Names = readonly (string | Readonly<Record<DebianRelease, string>>)[];

/** The releases of Debian in the catalogue that still get updates. */
export type DebianRelease = 'trixie' | 'bookworm';

/** The names of one release of Debian. */
export function namesFor(names: Names, release: DebianRelease): readonly string[] {
  return names.map((name) => (typeof name === 'string' ? name : name[release]));
}
