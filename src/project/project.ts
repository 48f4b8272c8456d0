import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { ProjectMetadata } from '../python/project-metadata.ts';

/** A directory of the context with its own metadata, as far as its files tell it. */
export interface Project {
  /** Relative to the context, `.` for its root. */
  readonly directory: string;
  readonly pyproject?: SourceText;
  /** pyproject.toml as parsed; undefined where there is none. */
  readonly table: unknown;
  /** Absent for a project of setup.py or setup.cfg alone. */
  readonly metadata?: ProjectMetadata;
  /** setup.py */
  readonly hasSetupScript: boolean;
  /** setup.cfg */
  readonly hasSetupConfiguration: boolean;
}

/** What was found in the context that decides which packages are installed. */
export interface ProjectFiles {
  readonly project?: Project;
  /** Several only where the user named several. */
  readonly locks: readonly SourceText[];
  /** Locks that `grocker lock` made, where they are the ones that count; `locks` is empty then. */
  readonly ownPylocks: readonly SourceText[];
  /** Every file that was asked for and exists, by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** Text of `pip_constraint`, empty for none. */
  readonly constraints: string;
  /** Whoever builds is told of these. */
  readonly remarks?: readonly Diagnostic[];
}
