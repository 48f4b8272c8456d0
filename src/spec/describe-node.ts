import type { YamlNode } from './yaml/node.ts';

const longest = 40;

/** The kind of a node, in a person's words: `the number 12`, `a list`. */
export function describeNode(node: YamlNode): string {
  if (node.kind === 'mapping') return 'a mapping';
  if (node.kind === 'sequence') return 'a list';
  if (typeof node.value === 'number') return `the number ${node.text}`;
  if (typeof node.value === 'boolean') return `\`${node.text}\``;
  if (node.value === null) return 'nothing';
  const text = node.text.length > longest ? `${node.text.slice(0, longest)}…` : node.text;
  return `the text ${JSON.stringify(text)}`;
}
