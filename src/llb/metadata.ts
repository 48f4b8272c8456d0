import type { VertexOptions } from './vertex-options.ts';
import type { OpMetadata } from './wire/messages.ts';

const NAME = 'llb.customname';

/** The metadata of a vertex, besides its bytes. */
export function metadata(options: VertexOptions, capabilities: readonly string[]): OpMetadata {
  const { name, description, exportCache } = options;
  const texts = { ...description, ...(name !== undefined && { [NAME]: name }) };
  return {
    ignoreCache: options.ignoreCache,
    description: Object.keys(texts).length > 0 ? texts : undefined,
    exportCache: exportCache === undefined ? undefined : { value: exportCache },
    caps: Object.fromEntries(capabilities.map((capability) => [capability, true])),
    progressGroup: options.progressGroup,
    linuxResources: options.resources,
  };
}

/** The metadata of two vertices that have the same bytes; where only one value is possible, the later one's. */
export function mergeMetadata(first: OpMetadata | undefined, second: OpMetadata): OpMetadata {
  if (first === undefined) return second;
  const description = { ...first.description, ...second.description };
  return {
    ignoreCache: first.ignoreCache === true || second.ignoreCache,
    description: Object.keys(description).length > 0 ? description : undefined,
    exportCache: second.exportCache ?? first.exportCache,
    caps: { ...first.caps, ...second.caps },
    progressGroup: second.progressGroup ?? first.progressGroup,
    linuxResources: second.linuxResources ?? first.linuxResources,
  };
}
