import type { Explained } from './explained.ts';

/** More requirements are not drawn: nobody would see anything in the picture. */
export const MOST_DRAWN = 800;

/** Which Python package requires which others, for Graphviz; boxes are layers. */
export function requirementGraph({ layers, packages, application }: Explained): string {
  const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const python = packages.filter(({ kind }) => kind === 'python');
  const required = new Set(python.flatMap(({ requires }) => requires));
  const root = python.some(({ name }) => name === application) ? undefined : application;
  const boxes = layers.flatMap(({ title, parts }, at) => {
    const own = parts.flatMap((part) => (part.package?.kind === 'python' ? [part.package] : []));
    if (own.length === 0) return [];
    return [
      `  subgraph "cluster_${at}" { label=${quote(`${at + 1}  ${title}`)};`,
      ...own.map(
        ({ name, version }) => `    ${quote(name)} [label=${quote(`${name} ${version}`)}];`,
      ),
      '  }',
    ];
  });
  const edges = [
    ...(root === undefined || root === ''
      ? []
      : python.filter(({ name }) => !required.has(name)).map(({ name }) => [root, name] as const)),
    ...python.flatMap(({ name, requires }) => requires.map((each) => [name, each] as const)),
  ];
  return [
    'digraph requirements {',
    '  rankdir=LR; ranksep=0.7; nodesep=0.12;',
    '  graph [fontname="Helvetica,Arial,sans-serif", fontsize=11, style="filled,rounded", color="#bbbbbb", fillcolor="#f6f6f6"];',
    '  node [shape=box, style="filled,rounded", fillcolor="#cfe2f3", fontname="Helvetica,Arial,sans-serif", fontsize=10, height=0.3];',
    '  edge [arrowsize=0.6, color="#888888"];',
    ...(root === undefined || root === '' ? [] : [`  ${quote(root)} [fillcolor="#ead1dc"];`]),
    ...boxes,
    ...edges.map(([from, to]) => `  ${quote(from)} -> ${quote(to)};`),
    '}',
    '',
  ].join('\n');
}
