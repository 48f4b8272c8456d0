import type { Help } from '../diagnostics/help.ts';
import type { NodePath } from './node-path.ts';
import { documentSchema } from './schema/document.ts';
import { schemasAt } from './schema/known-keys.ts';
import { remedyOf } from './schema/remedies.ts';
import type { YamlNode } from './yaml/node.ts';

const longestExample = 60;

/** The remedy of a schema for a value of the wrong kind. */
export function remedy(node: YamlNode, path: NodePath): Help | undefined {
  if (node.kind === 'scalar' && node.text.length > longestExample) return undefined;
  const key = String(path.at(-1));
  for (const schema of schemasAt(documentSchema, path)) {
    const help = remedyOf(schema)?.(node, key);
    if (help !== undefined) return help;
  }
  return undefined;
}
