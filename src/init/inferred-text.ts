import type { ProjectTree } from '../inputs/project-tree.ts';
import { definitionText } from './definition-text.ts';
import { infer } from './infer.ts';

/** The grocker.yml of a tree, undefined if nothing in it shows an entry point, which only a person can then name. */
export function inferredText(
  tree: ProjectTree,
  frontend = 'org/grocker-frontend',
): string | undefined {
  const { definition, choices } = infer(tree);
  return choices.length === 0 ? undefined : definitionText(definition, frontend);
}
