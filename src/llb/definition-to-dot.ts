import type { Definition } from './definition.ts';
import { picture, type Edge, type Node } from './picture.ts';

const STYLES: Readonly<Record<Node['kind'], string>> = {
  exec: 'shape=box, fillcolor="#cfe2f3"',
  source: 'shape=cylinder, fillcolor="#d9ead3"',
  file: 'shape=note, fillcolor="#fff2cc"',
  merge: 'shape=box, style="filled,rounded", fillcolor="#ead1dc"',
  diff: 'shape=box, style="filled,rounded", fillcolor="#ead1dc"',
  result: 'shape=doubleoctagon, fillcolor="#eeeeee"',
};

/** Known to every Graphviz, so that boxes are as wide as their text. */
const FONT = 'Helvetica,Arial,sans-serif';

/**
 * A definition as a graph for Graphviz, its stages as boxes; an edge into a process is labelled
 * with where it is mounted.
 */
export function definitionToDot(definition: Definition): string {
  const { nodes, edges } = picture(definition);
  const stages = [...new Set(nodes.map(({ stage }) => stage))];
  return [
    'digraph llb {',
    '  rankdir=LR; ranksep=0.6; nodesep=0.15;',
    `  graph [fontname="${FONT}", fontsize=12, style="filled,rounded", color="#bbbbbb", fillcolor="#fafafa"];`,
    `  node [style=filled, fontname="${FONT}", fontsize=10, margin="0.3,0.08"];`,
    `  edge [fontname="${FONT}", fontsize=8, arrowsize=0.7];`,
    ...stages.flatMap((stage) => {
      const own = nodes.filter((node) => node.stage === stage).map(nodeLine);
      if (stage === '' || stage === 'internal') return own.map((line) => `  ${line}`);
      return [
        `  subgraph ${quote(`cluster_${stage}`)} {`,
        `    label=${quote(stage)};`,
        ...own.map((line) => `    ${line}`),
        '  }',
      ];
    }),
    ...edges.map((edge) => `  ${edgeLine(edge)}`),
    '}',
    '',
  ].join('\n');
}

function nodeLine({ id, label, kind }: Node): string {
  return `${id} [label=${quote(label)}, ${STYLES[kind]}];`;
}

function edgeLine({ from, to, label, isInternal }: Edge): string {
  if (isInternal) return `${from} -> ${to} [color="#cccccc", style=dashed, weight=0];`;
  return `${from} -> ${to}${label === '' ? '' : ` [label=${quote(label)}]`};`;
}

function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
