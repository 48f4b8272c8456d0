import type { Distribution } from '../lock/model.ts';
import type { Foundation } from './plan.ts';

/** What is known of the application by the time that a plan is made. */
export interface PlanFacts {
  readonly grockerVersion: string;
  readonly foundation: Foundation;
  /** PATH of the base image. */
  readonly basePath: string;
  readonly distributions: readonly Distribution[];
  /** The directories of the context among them, by path, as far as their files tell. */
  readonly directories: ReadonlyMap<string, DirectoryBuild>;
  /** What `from` of `files` names → its reference. */
  readonly assets: ReadonlyMap<string, string>;
  readonly application: Application;
}

/** What making the wheel of a directory of the context takes. */
export interface DirectoryBuild {
  /** False where its files tell that its build calls no compiler. */
  readonly needsCompiler: boolean;
  /** Whether it has a setup.py or setup.cfg, so that its build may do and ask for more than is read. */
  readonly asks?: boolean;
  /** Whether its build asks the repository that it is in. */
  readonly versionFromGit: boolean;
  /** What it says itself that it is built with; absent where that is not known. */
  readonly declared?: readonly string[];
}

/** The application that an image is named after. */
export interface Application extends DirectoryBuild {
  /** A released distribution, a directory that becomes a wheel, or files that stay files. */
  readonly kind: 'release' | 'project' | 'source';
  readonly name: string;
  readonly extras: readonly string[];
  readonly version: string | null;
  /** Directory of the context. */
  readonly directory: string;
  /** Patterns of other projects inside of the directory: members of its workspace. */
  readonly otherMembers: readonly string[];
}
