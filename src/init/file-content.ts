import { tomlOf } from './declared.ts';
import type { ProjectTree } from './tree.ts';
import { yamlContent } from './yaml-content.ts';

/** The content of a TOML, JSON or YAML file, by its name; undefined if there is none that can be read. */
export function contentOf(tree: ProjectTree, path: string): unknown {
  const text = tree.texts.get(path);
  if (text === undefined) return undefined;
  if (path.endsWith('.toml')) return tomlOf(tree, path);
  return path.endsWith('.json') ? jsonContent(text) : yamlContent(text);
}

function jsonContent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
