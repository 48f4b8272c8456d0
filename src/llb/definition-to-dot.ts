import type { Definition } from './definition.ts';
import { digest } from './digest.ts';
import { summary } from './summary.ts';
import { decode } from './wire/decode.ts';
import type { Op } from './wire/messages.ts';

interface Node {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  /** A file of a web server. */
  readonly isFile: boolean;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

type Kind = 'exec' | 'source' | 'file' | 'merge' | 'diff' | 'result';

const STYLES: Readonly<Record<Kind, string>> = {
  exec: 'shape=box, fillcolor="#cfe2f3"',
  source: 'shape=cylinder, fillcolor="#d9ead3"',
  file: 'shape=note, fillcolor="#fff2cc"',
  merge: 'shape=trapezium, fillcolor="#ead1dc"',
  diff: 'shape=invtrapezium, fillcolor="#ead1dc"',
  result: 'shape=doubleoctagon, fillcolor="#eeeeee"',
};

/** More files than that, needed by one vertex alone, are drawn as one node. */
const FILES = 3;

/** A definition as a graph for Graphviz; an edge into a process is labelled with where it is mounted. */
export function definitionToDot(definition: Definition): string {
  const { nodes, edges } = fold(graph(definition));
  return [
    'digraph llb {',
    '  rankdir=LR;',
    '  node [style=filled, fontname="sans-serif", fontsize=10];',
    '  edge [fontname="sans-serif", fontsize=8];',
    ...nodes.map(({ id, label, kind }) => `  ${id} [label=${quote(label)}, ${STYLES[kind]}];`),
    ...edges.map(
      ({ from, to, label }) =>
        `  ${from} -> ${to}${label === '' ? '' : ` [label=${quote(label)}]`};`,
    ),
    '}',
    '',
  ].join('\n');
}

function graph({ def, metadata }: Definition): Graph {
  const vertices = def.map((bytes, at) => ({
    id: `v${at}`,
    op: decode('Op', bytes),
    name: digest(bytes),
  }));
  const ids = new Map(vertices.map(({ name, id }) => [name, id]));
  const nodes = vertices.map(({ id, op, name }) => ({
    id,
    kind: kindOf(op),
    label: metadata[name]?.description?.['llb.customname'] ?? summary(op),
    isFile: /^https?:/.test(op.source?.identifier ?? ''),
  }));
  const edges = vertices.flatMap(({ id, op }) =>
    (op.inputs ?? []).map(({ digest: from = '' }, at) => ({
      from: ids.get(from) ?? from,
      to: id,
      label: mountsOf(op, at).join('\n'),
    })),
  );
  return { nodes, edges };
}

function kindOf({ exec, source, file, merge, diff }: Op): Kind {
  if (exec) return 'exec';
  if (source) return 'source';
  if (file) return 'file';
  if (merge) return 'merge';
  return diff ? 'diff' : 'result';
}

function mountsOf({ exec }: Op, input: number): string[] {
  return (exec?.mounts ?? []).flatMap(({ input: at = 0n, dest = '' }) =>
    Number(at) === input && dest !== '/' ? [dest] : [],
  );
}

function fold({ nodes, edges }: Graph): Graph {
  const fetched = new Set(nodes.filter(({ isFile }) => isFile).map(({ id }) => id));
  const own = edges.filter(
    ({ from }) => fetched.has(from) && edges.filter((edge) => edge.from === from).length === 1,
  );
  const heaps = nodes
    .map(({ id }) => ({ to: id, files: own.filter(({ to }) => to === id).map(({ from }) => from) }))
    .filter(({ files }) => files.length > FILES)
    .map(({ to, files }) => ({ id: `${to}_files`, to, files }));
  const gone = new Set(heaps.flatMap(({ files }) => files));
  const heapNodes = heaps.map(({ id, files }): Node => {
    return { id, kind: 'source', label: `${files.length} files`, isFile: true };
  });
  return {
    nodes: [...nodes.filter(({ id }) => !gone.has(id)), ...heapNodes],
    edges: [
      ...edges.filter(({ from }) => !gone.has(from)),
      ...heaps.map(({ id, to }) => ({ from: id, to, label: '' })),
    ],
  };
}

function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
