import type { SourceText } from '../diagnostics/source-text.ts';

/** The input of a reader; names of all files are relative to the context. */
export interface LockInput {
  readonly source: SourceText;
  /** The companion of its format next to the lock, where there is one: pyproject.toml, or Pipfile. */
  readonly pyproject?: SourceText | undefined;
  /**
   * Further files by name: those that `-r` and `-c` name, and the pyproject.toml of workspace members. undefined: the
   * file does not exist, or is not known yet; `Lock.missing` lists those that were not given.
   */
  readonly readFile?: ((path: string) => SourceText | undefined) | undefined;
  /** The directory that relative paths of requirements files start from, in pip its working directory; default: `.`. */
  readonly directory?: string | undefined;
  /** For `${NAME}` in requirements files; a variable that is not given stays as written, as in pip. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}
