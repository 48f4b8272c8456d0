import { entryOf } from './yaml/node.ts';
import type { YamlNode, YamlScalar } from './yaml/node.ts';

/** Keys and indexes that lead from a document to one of its nodes. */
export type NodePath = readonly PropertyKey[];

/** The node at a path, undefined if there is none. */
export function nodeAt(root: YamlNode, path: NodePath): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((node, step) => {
    if (node?.kind === 'mapping') return entryOf(node, String(step))?.value;
    if (node?.kind === 'sequence') return node.items[Number(step)];
    return undefined;
  }, root);
}

/** The key that a path ends in, undefined if it ends in a list's item. */
export function keyAt(root: YamlNode, path: NodePath): YamlScalar | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent?.kind !== 'mapping' || last === undefined) return undefined;
  return entryOf(parent, String(last))?.key;
}

/** The document without its nodes at some paths: items are removed, values become nothing. */
export function without(root: YamlNode, paths: readonly NodePath[]): YamlNode {
  const steps = new Map<string, NodePath[]>();
  for (const [first, ...rest] of paths) {
    if (first === undefined) continue;
    const step = String(first);
    const inner = steps.get(step);
    if (inner === undefined) steps.set(step, [rest]);
    else inner.push(rest);
  }
  if (steps.size === 0 || root.kind === 'scalar') return root;
  const isGone = (inner: readonly NodePath[]) => inner.some((path) => path.length === 0);
  if (root.kind === 'sequence') {
    const items = root.items.flatMap((item, index) => {
      const inner = steps.get(String(index)) ?? [];
      return isGone(inner) ? [] : [without(item, inner)];
    });
    return { ...root, items };
  }
  const entries = root.entries.map(({ key, value }) => {
    const inner = steps.get(key.text) ?? [];
    return { key, value: isGone(inner) ? nothing(value) : without(value, inner) };
  });
  return { ...root, entries };
}

function nothing({ source, start, end }: YamlNode): YamlScalar {
  return { kind: 'scalar', source, start, end, text: '', value: null, plain: true, pieces: [] };
}
