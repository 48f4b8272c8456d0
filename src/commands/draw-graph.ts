import { graphLayout } from './graph-layout.ts';

/** Graphviz tries less to cross no lines, and draws straight ones. */
const HASTE = 'nslimit=1; nslimit1=1; mclimit=0.1; splines=line;';
const SPRINGS = 'overlap=prism; splines=line;';

/** A picture of a graph in Graphviz's language, as SVG. */
export async function drawGraph(dot: string): Promise<string> {
  const layout = graphLayout(dot);
  const settings = layout === 'layers' ? '' : layout === 'haste' ? HASTE : SPRINGS;
  const engine = layout === 'springs' ? 'sfdp' : 'dot';
  // Graphviz is large and needed for pictures alone.
  const { instance } = await import('@viz-js/viz');
  return (await instance()).renderString(dot.replace('{', `{ ${settings}`), {
    format: 'svg',
    engine,
  });
}
