import type { YamlMapping, YamlNode, YamlScalar } from '../../spec/yaml/node.ts';
import { entryOf } from '../../spec/yaml/node.ts';

/** A file or directory of the context that a definition names. */
export interface ContextPath {
  /** As written. */
  readonly path: string;
  /** Name of the file that it was written in. */
  readonly file: string;
}

const keys = ['lock', 'system_lock', 'pip_constraint', 'files'] as const;

/**
 * The files of the context that a definition and its services need, so that a release can be built without
 * sending all of it.
 */
export function contextPaths(root: YamlMapping): readonly ContextPath[] {
  const services = entryOf(root, 'services')?.value;
  const images = services?.kind === 'mapping' ? services.entries.map(({ value }) => value) : [];
  return [root, ...images]
    .flatMap(namingNodes)
    .flatMap(scalars)
    .map(({ text, source }) => ({ path: text, file: source.name }));
}

function namingNodes(image: YamlNode): readonly YamlNode[] {
  if (image.kind !== 'mapping') return [];
  const index = entryOf(image, 'index')?.value;
  const nodes = [
    ...keys.map((key) => entryOf(image, key)?.value),
    index?.kind === 'mapping' ? entryOf(index, 'find_links')?.value : undefined,
  ];
  return nodes.filter((node) => node !== undefined);
}

function scalars(node: YamlNode): readonly YamlScalar[] {
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? [] : [node];
    case 'sequence':
      return node.items.flatMap(scalars);
    case 'mapping':
      return [];
  }
}
