import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { ProjectMetadata } from '../python/project-metadata.ts';

/** A directory of the context with its own metadata, as far as its files tell it. */
export interface Project {
  /** Relative to the context, `.` for its root. */
  readonly directory: string;
  readonly pyproject?: SourceText;
  /** pyproject.toml as parsed; undefined if there is none. */
  readonly table: unknown;
  /** Absent for a project with only setup.py or setup.cfg. */
  readonly metadata?: ProjectMetadata;
  /** setup.py */
  readonly hasSetupScript: boolean;
  /** setup.cfg */
  readonly setupConfiguration?: SourceText;
}

/** Whether setuptools would build it, even without a pyproject.toml. */
export function hasSetup({
  hasSetupScript,
  setupConfiguration,
}: Pick<Project, 'hasSetupScript' | 'setupConfiguration'>): boolean {
  return hasSetupScript || setupConfiguration !== undefined;
}

/** The files of the context that decide which packages are installed. */
export interface ProjectFiles {
  readonly project?: Project;
  /** Several only where the user named several. */
  readonly locks: readonly SourceText[];
  /** Locks that `grocker lock` made, where they are the ones that count; `locks` is empty then. */
  readonly ownPylocks: readonly SourceText[];
  /** Every requested file that exists, by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** Text of `pip_constraint`, empty for none. */
  readonly constraints: string;
  /** Findings that every build reports. */
  readonly remarks?: readonly Diagnostic[];
}
