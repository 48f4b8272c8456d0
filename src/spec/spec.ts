import type { Severity } from '../diagnostics/diagnostic-code.ts';
import type { Located, Span } from '../diagnostics/span.ts';
import type { SystemFamily } from './system-family.ts';

/** The lock of system packages where the file names none. */
export const SYSTEM_LOCK = 'grocker.lock';

/** A validated grocker.yml: the chosen service merged in, arguments substituted, every text checked. */
export interface Spec {
  /** Name of the file as the user knows it. */
  readonly file: string;
  /** By its name, where each key of the image is written. */
  readonly places: Readonly<Record<string, Span>>;
  readonly release?: Release;
  /** Further released packages beside the release: PEP 508 requirements. */
  readonly packages: readonly Located<string>[];
  /** Directory of the context; absent if only `release` or `source` is given. */
  readonly project?: Located<string>;
  readonly source?: SourceTree;
  /** Files and directories of the context that go to the work directory. */
  readonly files: readonly Located<string>[];
  /** Files of images and named contexts. */
  readonly assets: readonly Asset[];
  readonly downloads: readonly Download[];
  readonly steps: readonly Step[];
  /** Empty: found by itself. */
  readonly lock: readonly Located<string>[];
  readonly extras: readonly Located<string>[];
  readonly groups: readonly Located<string>[];
  readonly pipConstraint?: Located<string>;
  readonly index: Index;
  /** RFC 3339 date or timestamp. */
  readonly excludeNewer?: Located<string>;
  readonly noBinary: readonly Located<string>[];
  readonly onlyBinary: true | readonly Located<string>[];
  /** Whether files of a pylock.toml need no hash. */
  readonly unhashed?: true;
  readonly compile: readonly CompileSettings[];
  /** PEP 508: limits for the versions of build requirements. */
  readonly buildConstraints: readonly Located<string>[];
  readonly runtime: Runtime;
  /** The file's own runtimes that replace one of the catalogue, because they have its name. */
  readonly runtimes?: readonly Runtime[];
  readonly dependencies: SystemDependencies;
  readonly root: RootSettings;
  readonly systemLock?: Located<string>;
  readonly repositories: readonly Repository[];
  readonly image: ImageSettings;
  /** Prefix and base name of image names; for the command, not for the frontend. */
  readonly naming: {
    readonly prefix?: string;
    readonly baseName?: string;
  };
  /** For every module except those below a directory `tests`, or for all. */
  readonly compileBytecode: boolean | 'all' | 'checked';
  /** Packages without the files that nothing reads at run time; `bytecode`: also without their sources. */
  readonly slim?: true | 'bytecode';
  /** At most this many image layers for Python packages, 1 to 100. */
  readonly layers: number;
  readonly check: CheckSettings;
  /** Declared build arguments with the values that were substituted. */
  readonly args: readonly { readonly name: string; readonly value: string }[];
  /** Names of every service of the file: targets. */
  readonly services: readonly string[];
  /** Settings of the file for lint rules. */
  readonly lint?: LintSettings;
}

export interface LintSettings {
  readonly ignore: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly span: Span;
  }[];
  readonly severity: readonly {
    readonly rule: string;
    readonly severity: Severity;
    readonly span: Span;
  }[];
}

export type Release =
  | {
      readonly kind: 'requirement';
      /** As written: `ipython[notebook]==9.7.0`. */
      readonly text: string;
      /** Normalised (PEP 503). */
      readonly name: string;
      /** Normalised, sorted. */
      readonly extras: readonly string[];
      /** PEP 440 specifier set, empty if none was given. */
      readonly specifier: string;
      /** The version of a sole `==` or `===` clause without wildcard. */
      readonly version?: string;
      readonly span: Span;
    }
  | {
      readonly kind: 'wheel';
      /** Relative to the context. */
      readonly path: string;
      readonly name: string;
      readonly version: string;
      readonly extras: readonly string[];
      readonly span: Span;
    };

export interface SourceTree {
  readonly path: string;
  /** Absolute directory of the image; absent: the work directory. */
  readonly to?: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly span: Span;
}

export interface Step {
  readonly run: readonly string[];
  readonly envs: readonly EnvironmentVariable[];
  /** Relative to the work directory; only this is kept. */
  readonly output?: string;
  readonly span: Span;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

export interface Index {
  readonly url?: Located<string>;
  readonly extra: readonly Located<string>[];
  readonly findLinks: readonly Located<string>[];
  /** Prefix of a url → its replacement, longest prefix first. */
  readonly mirrors: readonly { readonly from: string; readonly to: string; readonly span: Span }[];
}

export interface CompileSettings {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly envs: readonly EnvironmentVariable[];
  readonly configSettings: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** PEP 508: what its build needs in addition to what it says itself. */
  readonly requires: readonly BuildRequirement[];
  /** PEP 508: of this build alone, in addition to those of all. */
  readonly buildConstraints?: readonly string[];
  /** System packages for this package's build alone. */
  readonly dependencies: readonly Located<string>[];
  /** Whether its build has a network. */
  readonly network: boolean;
  readonly span: Span;
}

/** The part of the root stage that the image has. */
export interface RootSettings {
  readonly base: 'full' | 'minimal';
  /** System packages that stay in a minimal base. */
  readonly keep: readonly Located<string>[];
  /** System packages of the target `debug`. */
  readonly debug: readonly Located<string>[];
  /** Locales that are generated, without those that the C library has by itself. */
  readonly locales: readonly Located<string>[];
  /** For the image of the target `debug`, whose system packages no lock has: the settings of the locked image. */
  readonly debugged?: Pick<Spec, 'root' | 'dependencies'>;
}

/** A requirement of a build, perhaps of the very version that the image has. */
export interface BuildRequirement extends Located<string> {
  readonly matchRuntime?: true;
}

export type { SystemFamily };

export interface SystemDependencies {
  readonly run: readonly Located<string>[];
  readonly build: readonly Located<string>[];
}

/** A base image and how Python gets into it. */
export interface Runtime {
  readonly name: string;
  readonly image: string;
  /** The value of `runtime`, or the runtime's own entry; absent if it is the default. */
  readonly span?: Span;
  readonly family: SystemFamily;
  /** System packages that every stage of this runtime needs. */
  readonly run: readonly Located<string>[];
  readonly build: readonly Located<string>[];
  /** Facts that the catalogue knows, so that nothing has to be run to learn them. */
  readonly known?: {
    /** `3.13` */
    readonly pythonVersion: string;
    readonly libc: { readonly name: 'glibc' | 'musl'; readonly version: string };
    /** Absolute path of the interpreter in the image. */
    readonly python: string;
  };
  readonly deprecated?: string;
}

/** An apt source line with the armored key that signs it. */
export interface Repository {
  readonly id: string;
  /** A line of sources.list. */
  readonly uri: Located<string>;
  readonly key?: string;
}

export interface ImageSettings {
  readonly entrypoint: Located<readonly string[]>;
  /** True where `entrypoint_name` is one word: a console script that must exist. */
  readonly entrypointIsScript: boolean;
  /** True where `entrypoint_name` is not written. */
  readonly entrypointIsDefault: boolean;
  readonly cmd: readonly Located<string>[];
  /** Sorted. */
  readonly volumes: readonly string[];
  /** `8080/tcp`, sorted. */
  readonly ports: readonly string[];
  readonly envs: readonly EnvironmentVariable[];
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  /** Without a place where none is named. */
  readonly user: { readonly value: string; readonly span?: Span };
  readonly workdir: string;
  /** For `source` and `files`. */
  readonly owner: 'root' | 'user';
  /** Whether programs keep the right to run as their owner. */
  readonly setuid: boolean;
  readonly stopSignal?: string;
  readonly healthcheck?: Healthcheck;
  /** Where `init` is true. */
  readonly init?: Span;
  /** `Europe/Berlin` */
  readonly timeZone?: Located<string>;
  /** Files of the context. */
  readonly certificates?: readonly Located<string>[];
}

/** As in the OCI image configuration's Docker extension; durations in nanoseconds. */
export interface Healthcheck {
  /** Empty if `http` is given. */
  readonly test: readonly string[];
  /** A url that has to answer. */
  readonly http?: string;
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly startInterval?: number;
  readonly retries?: number;
}

export interface CheckSettings {
  /** Absent: the top-level modules of the application. */
  readonly imports?: readonly Located<string>[];
  readonly run: readonly (readonly string[])[];
  readonly allowMissing: readonly string[];
}

/** An entry of `files` with `from`. */
export interface Asset {
  /** A context that the client names, or an image. */
  readonly from: Located<string>;
  /** In its filesystem; `.` is all of it. */
  readonly path: string;
  /** Absolute, or relative to the work directory. */
  readonly to: string;
  readonly span: Span;
}

/** An entry of `fetch`. */
export interface Download {
  readonly url: string;
  /** Lower-case hexadecimal; absent: from grocker.lock, or from the server. */
  readonly sha256?: string;
  /** Its name, from the url. */
  readonly file: string;
  /** Absolute, or relative to the work directory: of the file, or the directory for what an archive holds. */
  readonly to: string;
  readonly unpack?: true;
  readonly span: Span;
}
