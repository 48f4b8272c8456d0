import type { YamlNode } from './yaml/node.ts';

/** The plain value of a node, for the schema; objects have no prototype. */
export function toData(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(toData);
    case 'mapping': {
      const data: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      for (const { key, value } of node.entries) data[key.text] = toData(value);
      return data;
    }
  }
}
