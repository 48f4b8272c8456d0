import { SourceText } from '../diagnostics/source-text.ts';
import type { ProjectTree } from '../inputs/project-tree.ts';

/** Name of what a file that says nothing is completed to. */
export const INFERRED_NAME = 'grocker.yml (inferred)';

/**
 * A grocker.yml as it is, or where it says nothing the one that `grocker init` would write. The parser of Python is
 * loaded for that alone.
 *
 * @param tree the files of the context, asked for only where they are needed.
 */
export async function completeDefinition(
  source: SourceText,
  tree: () => Promise<ProjectTree>,
): Promise<SourceText> {
  if (!isBare(source.text)) return source;
  const files = await tree();
  const { inferredText } = await import('./inferred-text.ts');
  const text = inferredText(files);
  return text === undefined ? source : new SourceText(INFERRED_NAME, text);
}

/** Whether a text has comments and empty lines alone. */
export function isBare(text: string): boolean {
  return text.split(/\r?\n/).every((line) => /^[\uFEFF\s]*(?:#.*)?$/.test(line));
}
