import type { Output } from './vertex.ts';

/** A layer of a filesystem. */
export interface Layer {
  /** For the vertex that adds it. */
  readonly layer?: string;
}

/**
 * The layers that a filesystem has above another one, the lowest first; undefined if it does not lie on that one, or
 * has layers of a source, for only the daemon knows how many these are.
 */
export function layersAbove(base: Output, top: Output): readonly Layer[] | undefined {
  const [lowest, ...above] = [...(base.vertex === undefined ? [BASE] : []), ...pile(base, top)];
  const layers = above.filter((each) => typeof each !== 'symbol');
  return lowest === BASE && layers.length === above.length ? layers : undefined;
}

const BASE = Symbol('the base');
const UNKNOWN = Symbol('layers whose number only the daemon knows');

/** Everything that a filesystem is made of, the lowest first. */
function pile(base: Output, output: Output): (Layer | typeof BASE | typeof UNKNOWN)[] {
  const { vertex, index } = output;
  if (vertex === undefined) return [];
  if (vertex === base.vertex && index === base.index) return [BASE];
  if (!('layering' in vertex)) return [UNKNOWN];
  const { below, adds } = vertex.layering(index);
  const { layer } = vertex.options;
  const own = layer === undefined ? {} : { layer };
  return [...below.flatMap((each) => pile(base, each)), ...(adds ? [own] : [])];
}
