import { SourceText } from '../diagnostics/source-text.ts';
import type { ProjectTree } from '../inputs/project-tree.ts';

/** File name of the completed definition of a file without keys. */
export const INFERRED_NAME = 'grocker.yml (inferred)';

/**
 * A grocker.yml as it is, or if it has no keys the one that `grocker init` would write. The parser
 * of Python is loaded only for that.
 *
 * @param tree the files of the context, requested only if they are needed.
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

/** Whether a text has only comments and empty lines. */
export function isBare(text: string): boolean {
  return text.split(/\r?\n/).every((line) => /^[\uFEFF\s]*(?:#.*)?$/.test(line));
}
