import type { Span } from '../diagnostics/span.ts';
import type { Architecture, LibC } from '../python/target.ts';
import type { SystemPackage } from '../system/model.ts';
import type { SystemFamily } from '../spec/system-family.ts';

export type { SystemPackage };

/**
 * Everything that will be built for one platform, as plain JSON: made from the spec and from facts,
 * without a clock or a network, and everything that the graph is made of.
 */
export interface Plan extends Foundation {
  /** Every distribution of the image, by name. */
  readonly packages: readonly PlannedPackage[];
  /** Image layers of packages, in the order in which they are merged onto the root. */
  readonly groups: readonly InstallGroup[];
  /** Files of the context, in layers above the packages. */
  readonly trees: readonly PlannedTree[];
  /** Files that are not part of an application either, if its version does not come from git. */
  readonly steps: readonly PlannedStep[];
  /** Of every module but those below a directory `tests`, or of all; `checked`: the first, and held to its source at each import. */
  readonly compileBytecode: boolean | 'all' | 'checked';
  /** Packages lack what nothing reads when they run; `bytecode`: and their sources. */
  readonly slim?: true | 'bytecode';
  /** Absent: none is known. */
  readonly programs?: readonly PlannedProgram[];
  readonly entrypoint: PlannedEntrypoint;
  readonly image: ImagePlan;
}

/** The stages that hold no Python package: interpreter, root and compiler. */
export interface Foundation {
  readonly platform: Platform;
  /** The platform on which steps run, if the builder runs no programs of the image's. */
  readonly host?: Host;
  readonly base: BaseImage;
  readonly user: User;
  /** Absolute path of the virtual environment in the image. */
  readonly venv: string;
  readonly python: PlannedPython;
  /** Programs of the root stage do not run as their owner. */
  readonly setuid?: false;
  /** The local time of programs that do not read TZ. */
  readonly timeZone?: string;
  /** Locales of glibc, generated from the sources that the compiler stage's package `locales` has. */
  readonly locales?: readonly string[];
  /** Files of the context with authorities that the image trusts. */
  readonly certificates?: readonly string[];
  readonly repositories: readonly AptRepository[];
  readonly system: Readonly<Record<SystemStage, SystemInstall>>;
  /** The image has only the files of the root stage that an application can use, and those of packages in \`keep\`. */
  readonly minimal?: { readonly keep: readonly string[] };
  readonly index: PlannedIndex;
  /** By key of grocker.yml: where it is written. */
  readonly places?: Readonly<Record<string, Span>>;
}

export interface Platform {
  readonly os: 'linux';
  readonly architecture: Architecture;
  readonly variant?: string;
}

/** The builder's own platform, for an image whose programs it cannot run, with the same Python. */
export interface Host {
  readonly platform: Platform;
  /** Full reference of the base image for this platform. */
  readonly base: string;
  /** The version of its Python: of the same minor version, so that its byte code is the same. */
  readonly python: string;
}

export interface BaseImage {
  /** Full reference, with the digest where it is known: what the image source op names. */
  readonly reference: string;
  /** Name of the runtime in grocker.yml. */
  readonly runtime: string;
  readonly family: SystemFamily;
  readonly span?: Span;
}

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly home: string;
}

export interface PlannedPython {
  /** Absolute path of the base interpreter. */
  readonly executable: string;
  /** `3.13.5`, or `3.13` if the patch version was not needed. */
  readonly version: string;
  /** It runs without the global interpreter lock (PEP 703), and has other directories for it. */
  readonly freeThreaded?: true;
  readonly libc: LibC;
}

export type SystemStage = 'interpreter' | 'root' | 'compiler';

/** The packages that one stage installs on top of the stage below it. */
export interface SystemInstall {
  /** As named by the user or the catalogue. */
  readonly requested: readonly string[];
  readonly files: readonly SystemPackage[];
  readonly span?: Span;
}

/** Where steps with a network find packages; credentials come as secrets and never stand here. */
export interface PlannedIndex {
  /** Absent: uv's own default. */
  readonly url?: string;
  readonly extra: readonly string[];
  /** RFC 3339. */
  readonly excludeNewer?: string;
}

export interface AptRepository {
  readonly id: string;
  /** The `deb` line, complete. */
  readonly line: string;
  /** Armored; its file is /etc/apt/keyrings/ID.asc. */
  readonly key?: string;
}

export type PlannedPackage = PlannedWheel | PlannedCompile;

interface PackageIdentity {
  readonly name: string;
  /** null: known only from the built wheel. */
  readonly version: string | null;
  /** The application changes with every deployment and is installed last. */
  readonly role: 'dependency' | 'application';
  readonly span?: Span;
}

/** A ready wheel: a file of the index, or of the context. */
export interface PlannedWheel extends PackageIdentity {
  readonly kind: 'wheel';
  readonly file: string;
  readonly origin: RemoteOrigin | ContextOrigin;
}

/** Something that has to be made a wheel in the compiler stage. */
export interface PlannedCompile extends PackageIdentity {
  readonly kind: 'compile';
  /** The interpreter stage where its files tell that it takes no compiler. */
  readonly stage: 'interpreter' | 'compiler';
  /**
   * On the interpreter stage: its build back end may ask for more than it declares, and may call a compiler all the same,
   * whereupon it is built in the compiler stage.
   */
  readonly asks?: true;
  readonly origin: ArchiveOrigin | ContextOrigin | GitOrigin;
  readonly envs: readonly { readonly name: string; readonly value: string }[];
  readonly configSettings: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** PEP 508: what versions those may have that it is built with; absent: any. */
  readonly constraints?: readonly string[];
  /** PEP 508: what its build needs in addition to what it says itself. */
  readonly extra?: readonly string[];
  /** Whether its build has a network; never a secret. */
  readonly network?: true;
  /** The build requirements that a directory declares (PEP 518); absent: its source shows them when it is there. */
  readonly declared?: readonly string[];
  /** Everything that it is built with, from grocker.lock; absent: found when it is compiled. */
  readonly requirements?: readonly PlannedPackage[];
}

export interface RemoteOrigin {
  readonly from: 'url';
  readonly url: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Bytes, where known. */
  readonly size?: number;
}

/** An sdist, or another archive with a project in it. */
export interface ArchiveOrigin extends RemoteOrigin {
  readonly file: string;
  /** Where in it the project lies; absent: at its root. */
  readonly subdirectory?: string;
}

export interface ContextOrigin {
  readonly from: 'context';
  /** Relative to the context; a directory ends in no slash. */
  readonly path: string;
  /** Patterns (.dockerignore syntax, relative to the context) of what alone is sent; absent: everything. */
  readonly include?: readonly string[];
  /** Patterns of what is not sent. */
  readonly exclude: readonly string[];
  /** Links that lead out of the path: what they lead to takes their places. Both are relative to the context. */
  readonly links?: readonly { readonly path: string; readonly target: string }[];
  /** The path is a directory of a repository that has to be there, whole, with its .git; `exclude` is of all of it. */
  readonly repository?: true;
  /** Where in an archive the project lies; absent: at its root. */
  readonly subdirectory?: string;
  /** For a file: lower-case hexadecimal sha256, one of which it must have. */
  readonly hashes?: readonly string[];
}

export interface GitOrigin {
  readonly from: 'git';
  readonly url: string;
  readonly commit: string;
  readonly subdirectory?: string;
}

/** Part of an image, or of a context that the client named. */
export interface ImageOrigin {
  readonly from: 'image';
  /** With the digest, where the engine knows one. */
  readonly reference: string;
  readonly path: string;
}

/** A file of a server, or what an archive of a server holds. */
export interface DownloadOrigin extends Omit<RemoteOrigin, 'from'> {
  readonly from: 'download';
  /** Its name among the sources. */
  readonly path: string;
  readonly unpack?: true;
}

export interface InstallGroup {
  /** The displayed name: `numpy 2.3.4`, or `django, celery and 9 more`. */
  readonly title: string;
  /** Names of the packages, sorted. */
  readonly packages: readonly string[];
}

/** A program of the system that a package runs. */
export interface PlannedProgram {
  readonly program: string;
  /** The package. */
  readonly runBy: string;
  /** The system package that has it. */
  readonly from: string;
}

/** Files of the context, of an image or of a server that become a layer, owned by the image's user. */
export interface PlannedTree {
  /** The displayed name. */
  readonly title: string;
  /** The parts of the context that the layer takes, each to its own place. */
  readonly parts: readonly {
    readonly origin: ContextOrigin | ImageOrigin | DownloadOrigin;
    /** Absolute; the origin's file, or what the origin's directory contains, goes there. */
    readonly to: string;
  }[];
  /** Root unless it is the image's user. */
  readonly owner?: 'user';
  /** Whether Python finds modules in `to` of the first part. */
  readonly importable: boolean;
  readonly span?: Span;
}

/** The same, only of the context. */
export interface ContextTree extends PlannedTree {
  readonly parts: readonly { readonly origin: ContextOrigin; readonly to: string }[];
}

/** A command that runs offline, as the image's user, in its work directory. */
export interface PlannedStep {
  readonly run: readonly string[];
  readonly envs: readonly { readonly name: string; readonly value: string }[];
  /** Absolute directory that is kept; absent: the command is only run. */
  readonly output?: string;
  readonly span?: Span;
}

export interface PlannedEntrypoint {
  readonly command: readonly string[];
  /** True where the first word must be a console script or a command of the image. */
  readonly isScript: boolean;
  /** True where grocker.yml names none: the application's scripts decide. */
  readonly isDefault?: true;
  readonly span?: Span;
}

/** The OCI image configuration's `config`, save what the base image adds. */
export interface ImagePlan {
  /** Each name once; they win over the base image's. */
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly labels: Readonly<Record<string, string>>;
  /** Path of a program that is process 1 and runs the entry point. */
  readonly init?: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  /** `1000:1000`: a number, for Kubernetes does not look up a name for runAsNonRoot. */
  readonly user: string;
  readonly workdir: string;
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  readonly stopSignal?: string;
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly interval?: number;
    readonly timeout?: number;
    readonly startPeriod?: number;
    readonly startInterval?: number;
    readonly retries?: number;
  };
  /** The application, for GROCKER_APP… and the labels grocker.app.*. */
  readonly application: {
    readonly name: string;
    readonly extras: readonly string[];
    /** null: known from the built wheel. */
    readonly version: string | null;
  };
}
