import type { Distribution } from '../lock/model.ts';
import type { Foundation } from './plan.ts';

/** The facts about the application that a plan is made from. */
export interface PlanFacts {
  readonly grockerVersion: string;
  readonly foundation: Foundation;
  /** PATH of the base image. */
  readonly basePath: string;
  readonly distributions: readonly Distribution[];
  /** The directories of the context among them, by path, as far as their files tell. */
  readonly directories: ReadonlyMap<string, DirectoryBuild>;
  /** `from` of `files` → its reference. */
  readonly assets: ReadonlyMap<string, string>;
  readonly application: Application;
}

/** The requirements for building the wheel of a directory of the context. */
export interface DirectoryBuild {
  /** False if its files show that its build calls no compiler. */
  readonly needsCompiler: boolean;
  /** Whether its build may do and ask for more than is read: see may-ask.ts. */
  readonly asks?: boolean;
  /** Whether its build asks the repository that it is in. */
  readonly versionFromGit: boolean;
  /** Its declared build requirements; absent if they are not known. */
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
