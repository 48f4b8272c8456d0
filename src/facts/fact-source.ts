import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import type { IgnoreFile } from '../inputs/hiding-line.ts';
import type { SourceTree, SourceTreeQuestion } from '../inputs/source-tree.ts';
import type { ReleaseRequest } from '../graph/release-metadata.ts';
import type { BuiltWith, Unbuilt } from './built-first.ts';
import type {
  ArchiveOrigin,
  AptRepository,
  ContextOrigin,
  Foundation,
  Platform,
  PlannedCompile,
} from '../plan/plan.ts';
import type { SystemFamily } from '../spec/system-family.ts';

/**
 * Everything that a plan depends on and that is not in its code: files of the context, and what
 * registry, apt and index answer. Each question is plain JSON, so that question and answer can be
 * recorded and replayed. `place` is not part of a question: it says where people asked for it.
 */
export interface FactSource {
  /** The definition file; with its real name. */
  readonly definition: () => Promise<SourceText>;
  /** Text files of the context by path; those that do not exist are left out. */
  readonly files: (question: FilesQuestion) => Promise<Readonly<Record<string, string>>>;
  /**
   * Patterns excluded from the context, as its user wrote them; null if there are none, or the context is not a
   * directory.
   */
  readonly ignoreFile: () => Promise<IgnoreFile | null>;
  /** The parts of a directory of the context that cannot be copied as they are. */
  readonly sourceTree: (question: SourceTreeQuestion) => Promise<SourceTree>;
  readonly baseImage: (question: BaseImageQuestion) => Promise<BaseImageAnswer>;
  /** Output of steps/apt-resolve.sh or apk-resolve.sh: the resolver's answer, or why there is none. */
  readonly systemPackages: (question: SystemQuestion, place?: Span) => Promise<string>;
  /**
   * Output of steps/resolve.py: a pylock.toml, or why there is none; or that of src/facts/built-first.ts.
   * `foundation` is where it is asked.
   */
  readonly pythonLock: (
    question: PythonLockQuestion,
    foundation: Foundation,
    progress?: ResolutionProgress,
  ) => Promise<string>;
  /** Output of steps/ask-back-end.py, with a pylock.toml; or why there is none; or that of src/facts/built-first.ts. */
  readonly buildRequirements: (
    question: BuildRequirementsQuestion,
    foundation: Foundation,
  ) => Promise<string>;
  /** Output of steps/probe.py. */
  readonly interpreter: (question: InterpreterQuestion, place?: Span) => Promise<string>;
  /** The file of a source distribution that may take a compiler; null if none does. */
  readonly nativeSource: (
    question: NativeSourceQuestion,
    foundation: Foundation,
  ) => Promise<string | null>;
  /** Output of steps/release.py, or why there is none; `on` is the filesystem that it runs on. */
  readonly releaseMetadata: (question: ReleaseQuestion, on: AnyPython) => Promise<string>;
  /** Output of steps/digest.py, or why there is none; `on` is the filesystem that it runs on. */
  readonly download: (question: DownloadQuestion, on: AnyPython) => Promise<string>;
}

/** Told of what a resolution waits for, while it does; may have the answer. */
export interface ResolutionProgress {
  /** The METADATA of a source's wheel, if that is built at once; else its build is asked for the metadata alone. */
  readonly built?: (source: Unbuilt) => Promise<string | undefined>;
  /** The build of a source is asked for its metadata. */
  readonly reading?: (source: Unbuilt, answer: Promise<unknown>) => void;
  /** The lock that is the answer if the sources whose metadata is read require nothing. */
  readonly assuming?: (lock: string, metadata: Promise<unknown>) => void;
}

export interface DownloadQuestion {
  readonly url: string;
}

export interface FilesQuestion {
  /** Paths relative to the context; the last part may have `*`. */
  readonly patterns: readonly string[];
}

export interface BaseImageQuestion {
  readonly reference: string;
  readonly platform: Platform;
  /** Other names under which the client may have replaced it. */
  readonly aliases?: readonly string[];
}

export interface BaseImageAnswer {
  /** Full reference with digest where the engine knows one. */
  readonly reference: string;
  /** The OCI image configuration, as JSON. */
  readonly config: string;
}

export interface SystemQuestion {
  readonly platform: Platform;
  /** Full reference of the base image. */
  readonly base: string;
  readonly repositories: readonly AptRepository[];
  /** The system family; absent: Debian. */
  readonly family?: SystemFamily;
  /** Each list is resolved on top of the lists before it. */
  readonly lists: readonly (readonly string[])[];
  /** The same image for the builder's own platform, whose package manager answers where that of the image does not run. */
  readonly host?: { readonly platform: Platform; readonly base: string };
}

export interface PythonLockQuestion {
  readonly platform: Platform;
  /** `3.13.5`, or `3.13` if the patch version was not needed. */
  readonly python: string;
  /** PEP 508. */
  readonly requirements: readonly string[];
  /** Files and directories of the context that requirements and find_links name; there they are at /run/grocker/context. */
  readonly paths: readonly string[];
  /** Directories of the context with wheels and sdists, and urls of pages that name them. */
  readonly findLinks: readonly string[];
  /** Text of a constraints file, empty for none. */
  readonly constraints: string;
  /** Directory of the context whose metadata only its build back end knows. */
  readonly project: string | null;
  /** Of `project`. */
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  readonly index: Foundation['index'];
  /** Only what findLinks and urls name may be taken. */
  readonly noIndex: boolean;
  readonly prereleases: boolean;
  readonly noBinary: readonly string[];
  readonly onlyBinary: true | readonly string[];
  /** Packages whose builds have a network; `project` among them by its directory. */
  readonly network: readonly string[];
  /** Only the requirements, without their dependencies. */
  readonly onlyThese: boolean;
  /** Build requirements of sources, if an earlier answer said that they have to be built first. */
  readonly builtWith?: readonly BuiltWith[];
}

export interface BuildRequirementsQuestion {
  readonly platform: Platform;
  readonly python: string;
  readonly index: Foundation['index'];
  readonly package: Omit<PlannedCompile, 'role' | 'span'>;
  /** As for PythonLockQuestion, of what it is built with. */
  readonly builtWith?: readonly BuiltWith[];
}

export interface NativeSourceQuestion {
  readonly platform: Platform;
  readonly origin: ArchiveOrigin | ContextOrigin;
}

export interface InterpreterQuestion {
  readonly platform: Platform;
  /** Full reference of the base image. */
  readonly base: string;
  /** Packages to install on it first. */
  readonly packages: Foundation['system']['interpreter'];
  /** A path, or a name that is looked up in PATH. */
  readonly executable: string;
}

export type ReleaseQuestion = ReleaseRequest;

/** A place with a Python that may differ from the image's. */
export interface AnyPython {
  readonly platform: Platform;
  /** Full reference of the base image. */
  readonly base: string;
  /** Packages to install on it first. */
  readonly packages: Foundation['system']['interpreter'];
  readonly python: Foundation['python'];
  /** The virtual environment of the image, so that its builds share the filesystem. */
  readonly venv: string;
}
