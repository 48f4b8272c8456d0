import type { Span } from '../diagnostics/span.ts';
import type { LibC } from '../python/target.ts';
import type { SystemPackage } from './model.ts';

/** Where system packages are installed, each stage on top of the one before it. */
export const systemStages = ['interpreter', 'root', 'compiler'] as const;

/**
 * grocker.lock: the contents of images besides their Python packages, down to the file. A build
 * with it queries neither apt nor an index.
 */
export interface GrockerLock {
  readonly images: readonly LockedImage[];
}

/** The resolution for one platform, and its question, by which a stale lock is detected. */
export interface LockedImage {
  /** `linux/amd64` */
  readonly platform: string;
  /** The base image as the runtime names it. */
  readonly base: string;
  /** The same in full, with its digest. */
  readonly reference: string;
  readonly python: LockedPython;
  readonly repositories: readonly LockedRepository[];
  readonly stages: Readonly<Record<(typeof systemStages)[number], LockedStage>>;
  /** Build requirements of everything that has to be compiled. */
  readonly builds: readonly LockedBuild[];
  /** The urls of files that another lock pins without them. */
  readonly resolutions: readonly LockedResolution[];
  /** Files of servers for which grocker.yml has no hash. */
  readonly downloads: readonly LockedDownload[];
  /** The origins of `files` other than the context. */
  readonly assets: readonly LockedAsset[];
}

export interface LockedDownload {
  /** As grocker.yml has it, before `index.mirrors`. */
  readonly url: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface LockedAsset {
  /** As grocker.yml has it: an image, or a context that the client names. */
  readonly from: string;
  /** In full, with its digest; absent for a context without one. */
  readonly reference?: string;
}

/** The Python of the interpreter stage. */
export interface LockedPython {
  /** `3.13.5` */
  readonly version: string;
  /** Absolute path in the image. */
  readonly executable: string;
  readonly libc: LibC;
  readonly freeThreaded: boolean;
}

/** A source of system packages besides those of the base image. */
export interface LockedRepository {
  readonly id: string;
  /** The complete source line. */
  readonly line: string;
  /** `sha256:…` of the armored key. */
  readonly key?: string;
}

export interface LockedStage {
  /** The packages that were named, in their order. */
  readonly requested: readonly string[];
  /** The files to install for them on top of the stage below. */
  readonly packages: readonly SystemPackage[];
}

/** The build requirements of one distribution, from its build back end (PEP 517, PEP 518). */
export interface LockedBuild {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** The source to compile: `sha256:…` of an sdist, `git:COMMIT`, or a path of the context. */
  readonly source: string;
  /** No file of the source asks for a compiler. */
  readonly pure?: true;
  /** `build-system.requires`. */
  readonly requires: readonly string[];
  /** The back end's answer to get_requires_for_build_wheel. */
  readonly dynamic: readonly string[];
  /** The whole environment of the build, with `compiled`. */
  readonly wheels: readonly LockedFile[];
  /** Packages that have no wheel, or are named by their source; each has its own build. */
  readonly compiled: readonly LockedSource[];
}

export type LockedSource = LockedArchive | LockedCommit;

/** An sdist, or another archive with a project in it. */
export interface LockedArchive extends Omit<LockedFile, 'version'> {
  /** Absent: only its build tells. */
  readonly version?: string;
  /** Where in it the project lies. */
  readonly subdirectory?: string;
}

/** A commit of a git repository. */
export interface LockedCommit extends Pick<
  LockedArchive,
  'name' | 'version' | 'subdirectory' | 'span'
> {
  readonly url: string;
  /** 40 or 64 hexadecimal digits. */
  readonly commit: string;
}

/** The answer of an index to one question. */
export interface LockedResolution {
  /** `sha256:…` of the question. */
  readonly question: string;
  /** Wheels and sdists; of one package there may be several. */
  readonly files: readonly LockedFile[];
}

export interface LockedFile {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly url: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Bytes, where the index knew. */
  readonly size?: number;
  /** Where grocker.lock says so. */
  readonly span?: Span;
}

/** An image as read, which knows the places of its values. */
export interface ReadImage extends LockedImage {
  /** The place of the value at a path of keys and indexes, or of the nearest one around it. */
  readonly place: (...path: readonly (string | number)[]) => Span;
}
