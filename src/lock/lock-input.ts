import type { SourceText } from '../diagnostics/source-text.ts';

/** The input of a reader; names of all files are relative to the context. */
export interface LockInput {
  readonly source: SourceText;
  /** The companion of its format next to the lock, where there is one: pyproject.toml, or Pipfile. */
  readonly pyproject?: SourceText | undefined;
  /**
   * Further files by name: what `-r` and `-c` name, pyproject.toml of workspace members.
   * undefined: not there, or not known yet; `Lock.missing` says what was asked for in vain.
   */
  readonly readFile?: ((path: string) => SourceText | undefined) | undefined;
  /** Where relative paths of requirements files start, which in pip is where it is called; default: `.`. */
  readonly directory?: string | undefined;
  /** For `${NAME}` in requirements files; a variable that is not given stays as written, as in pip. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}
