/** The packages that a filesystem has, as steps/contents.py reads them. */
export interface ImageContents {
  readonly distributions: readonly InstalledDistribution[];
  /** ID and VERSION_ID of os-release; empty if there is none. */
  readonly release: { readonly id: string; readonly version: string };
  readonly system: readonly InstalledSystemPackage[];
}

/** A Python distribution, by its core metadata. */
export interface InstalledDistribution {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** Empty if its metadata has none. */
  readonly version: string;
  /** The virtual environment, or the Python of the base image. */
  readonly place: 'venv' | 'base';
  readonly licenseExpression: string;
  readonly license: string;
  readonly classifiers: readonly string[];
  /** Requires-Dist. */
  readonly requires: readonly string[];
}

export interface InstalledSystemPackage {
  readonly kind: 'deb' | 'apk';
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** Its source. */
  readonly source: string;
  readonly sourceVersion: string;
  readonly license: string;
}
