import type { Definition } from './definition.ts';
import { digest } from './digest.ts';
import { summary } from './summary.ts';
import { decode } from './wire/decode.ts';
import type { Op } from './wire/messages.ts';

/** A definition as it is drawn: fewer nodes than vertices, in their stages. */
export interface Picture {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

export interface Node {
  readonly id: string;
  readonly label: string;
  readonly kind: 'exec' | 'source' | 'file' | 'merge' | 'diff' | 'result';
  /** The text in brackets in its name, by which BuildKit groups progress; empty for none. */
  readonly stage: string;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Where it is mounted; empty for a root and for what is not a process. */
  readonly label: string;
  /** Tools rather than what is worked on: from a vertex of the stage `internal`. */
  readonly isInternal: boolean;
}

interface DrawnVertex extends Node {
  /** A file of a web server. */
  readonly isFile: boolean;
}

/** At most so many lines name the files that one vertex needs. */
const NAMED = 4;
const LONGEST = 44;

/** Chooses what of a definition is drawn: files that one vertex alone needs are one node. */
export function picture({ def, metadata }: Definition): Picture {
  const vertices = def.map((bytes, at) => ({ id: `v${at}`, op: decode('Op', bytes), bytes }));
  const ids = new Map(vertices.map(({ id, bytes }) => [digest(bytes), id]));
  const drawn = vertices.map(({ id, op, bytes }): DrawnVertex => {
    const name = metadata[digest(bytes)]?.description?.['llb.customname'];
    const isFile = /^https?:/.test(op.source?.identifier ?? '');
    return { id, kind: kindOf(op), isFile, ...named(name ?? summary(op)) };
  });
  const byId = new Map(drawn.map((node) => [node.id, node]));
  const edges = vertices.flatMap(({ id, op }) =>
    (op.inputs ?? []).map(({ digest: input = '' }, at) => {
      const from = ids.get(input) ?? input;
      const isInternal = byId.get(from)?.stage === 'internal';
      return { from, to: id, label: isInternal ? '' : mountsOf(op, at).join('\n'), isInternal };
    }),
  );
  return withHeaps(drawn, edges);
}

/** `[stage] what` and `[stage 1/3] what` are a stage and a label. */
function named(name: string): Pick<Node, 'stage' | 'label'> {
  const [, stage, step = '', what] = /^\[([^\]\s]+)([^\]]*)\]\s*(.*)$/s.exec(name) ?? [];
  if (stage === undefined || what === undefined) return { stage: '', label: name };
  return { stage, label: `${step} ${what}`.trim() };
}

function kindOf({ exec, source, file, merge, diff }: Op): Node['kind'] {
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

function withHeaps(vertices: readonly DrawnVertex[], edges: readonly Edge[]): Picture {
  const files = new Set(vertices.filter(({ isFile }) => isFile).map(({ id }) => id));
  const uses = new Map<string, number>();
  for (const { from } of edges) uses.set(from, (uses.get(from) ?? 0) + 1);
  const own = edges.filter(({ from }) => files.has(from) && uses.get(from) === 1);
  const heaps = vertices
    .map(({ id }) => own.filter(({ to }) => to === id).map(({ from }) => from))
    .filter(({ length }) => length > 1);
  const first = new Map(heaps.map((heap) => [heap[0], heap]));
  const gone = new Set(heaps.flatMap((heap) => heap.slice(1)));
  const label = (id: string) => vertices.find((vertex) => vertex.id === id)?.label ?? id;
  return {
    nodes: vertices
      .filter(({ id }) => !gone.has(id))
      .map(({ isFile: _, ...node }) => {
        const heap = first.get(node.id);
        if (!files.has(node.id)) return node;
        // Without a stage it is drawn next to the vertex that needs it, and not among other files.
        return { ...node, stage: '', label: listed(heap?.map(label) ?? [node.label]) };
      }),
    edges: edges
      .filter(({ from }) => !gone.has(from))
      // A heap has no one place; the name of a file is where it is mounted.
      .map((edge) => (files.has(edge.from) ? { ...edge, label: '' } : edge)),
  };
}

function listed(names: readonly string[]): string {
  if (names.length <= NAMED) return names.map(shortened).join('\n');
  const shown = names.slice(0, NAMED - 1);
  return [...shown.map(shortened), `and ${names.length - shown.length} more`].join('\n');
}

/** A file's name without its middle, where it would be wider than all else. */
function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  const half = (LONGEST - 1) / 2;
  return `${name.slice(0, Math.ceil(half))}…${name.slice(-Math.floor(half))}`;
}
