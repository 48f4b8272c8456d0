import type { BuildSubject } from './build-subject.ts';

/** The subject and its definition, from a command line. */
export interface DefinitionRequest {
  /** As written, for the result file. */
  readonly argument: string;
  readonly subject: BuildSubject;
  /** Files, laid one over another. */
  readonly config: readonly string[];
  readonly runtime?: string | undefined;
  readonly entrypoint?: string | undefined;
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  /** In the order given. */
  readonly envs: readonly (readonly [name: string, value: string])[];
  readonly imagePrefix?: string | undefined;
  readonly imageBaseName?: string | undefined;
  readonly pipConf?: string | undefined;
  readonly pipConstraint?: string | undefined;
  readonly netrc?: string | undefined;
  readonly frontend?: string | undefined;
  readonly target?: string | undefined;
  readonly cache: boolean;
  readonly pull: boolean;
  /** Flags of `docker buildx build` by name, with their values in order. */
  readonly passed: ReadonlyMap<string, readonly string[]>;
}

/** A command line of `grocker build`, parsed. */
export interface BuildRequest extends DefinitionRequest {
  /** The whole name, in place of one made from prefix, name and version. */
  readonly imageName?: string | undefined;
  readonly buildDependencies: boolean;
  readonly buildImage: boolean;
  readonly push: boolean;
  readonly resultFile?: string | undefined;
}

export const defaultFrontend = 'org/grocker-frontend';
