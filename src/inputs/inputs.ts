import type { SourceText } from '../diagnostics/source-text.ts';
import type { BuildPlatform } from '../options/platform.ts';

/** The inputs of a build before it plans: files that people wrote and images that exist. */
export interface Inputs {
  /** grocker.yml, under the name that its user knows. */
  readonly definition: () => Promise<SourceText>;
  /** Text files of the context by path; those that do not exist are left out. */
  readonly files: (question: FilesQuestion) => Promise<Readonly<Record<string, string>>>;
  /** Paths of the files of the context that match, sorted; nothing is read. */
  readonly paths: (question: FilesQuestion) => Promise<readonly string[]>;
  /** One file of the context as it is, undefined if it does not exist. */
  readonly file: (path: string) => Promise<Uint8Array | undefined>;
  readonly baseImage: (question: ImageQuestion) => Promise<ImageAnswer>;
}

export interface FilesQuestion {
  /** Paths relative to the context; the last part may have `*`. */
  readonly patterns: readonly string[];
}

export interface ImageQuestion {
  /** As written: `debian:trixie-slim`. */
  readonly reference: string;
  readonly platform: BuildPlatform;
  /** Other names under which a named context may replace it. */
  readonly aliases?: readonly string[];
}

export interface ImageAnswer {
  /** Full reference, with digest where the engine knows one. */
  readonly reference: string;
  /** The OCI image configuration, as JSON. */
  readonly config: string;
}

/** Where definitions are looked for when none is named. */
export const definitionNames = ['grocker.yml', '.grocker.yml'] as const;
