import type { SourceText } from '../diagnostics/source-text.ts';
import type { ProjectTree } from './project-tree.ts';

/** Files in the context's root that most builds need: they are read together with grocker.yml. */
export interface UsualFiles {
  /** The last part may have `*`. */
  readonly patterns: readonly string[];
  /** Those that mostly are there. */
  readonly likely: readonly string[];
}

/** A reader in place of the definition's; it queries the files of the context if it needs them. */
export type CompleteDefinition = (
  source: SourceText,
  tree: () => Promise<ProjectTree>,
) => Promise<SourceText>;

export const asWritten: CompleteDefinition = (source) => Promise.resolve(source);

export const noFiles: UsualFiles = { patterns: [], likely: [] };
