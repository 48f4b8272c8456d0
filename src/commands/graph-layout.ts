/** The most points of a layered picture with which Graphviz is quick: without haste, and with it. */
const FEW = 1_000;
const MANY = 6_000;

/** How Graphviz draws a graph: in layers, in layers and in haste, or as springs, which takes a second for any graph. */
export type GraphLayout = 'layers' | 'haste' | 'springs';

/**
 * The layout of a graph that a stranger may have made, so that it is drawn in seconds. Layers take hours for long
 * chains: each line has a point on every layer that it crosses, and Graphviz looks for the best order of all these
 * points.
 */
export function graphLayout(dot: string): GraphLayout {
  const points = layeredPoints(edgesOf(dot));
  return points <= FEW ? 'layers' : points <= MANY ? 'haste' : 'springs';
}

type Edge = readonly [from: string, to: string];

/** The names are read whole, because one may look like an edge. */
function edgesOf(dot: string): readonly Edge[] {
  const name = String.raw`"(?:[^"\\]|\\.)*"|\w+`;
  const tokens = dot.matchAll(new RegExp(`(${name})(?: -> (${name}))?`, 'gs'));
  return Array.from(tokens).flatMap(([, from = '', to]): Edge[] =>
    to === undefined ? [] : [[from, to]],
  );
}

/** The lengths of all lines, in layers: each node is on the layer behind the last one of those that lead to it. */
function layeredPoints(edges: readonly Edge[]): number {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const order = topological(next);
  const place = new Map(order.map((node, at) => [node, at]));
  const layers = new Map<string, number>();
  let points = 0;
  const layerOf = (node: string) => layers.get(node) ?? 0;
  for (const node of order) {
    for (const to of next.get(node) ?? []) {
      // An edge against the order closes a circle.
      if ((place.get(to) ?? 0) <= (place.get(node) ?? 0)) continue;
      layers.set(to, Math.max(layerOf(to), layerOf(node) + 1));
    }
  }
  for (const [from, to] of edges) points += Math.abs(layerOf(to) - layerOf(from));
  return points;
}

/** Each node before those that it leads to, if there are no circles. */
function topological(next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set<string>();
  const ended: string[] = [];
  for (const start of next.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const open = [{ node: start, at: 0 }];
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      const to = next.get(last.node)?.[last.at];
      last.at += 1;
      if (to === undefined) {
        ended.push(last.node);
        open.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        open.push({ node: to, at: 0 });
      }
    }
  }
  return ended.toReversed();
}
