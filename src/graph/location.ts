import { sourceRange } from '../diagnostics/source-range.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Output, VertexOptions } from '../llb/llb.ts';
import type { Foundation } from '../plan/plan.ts';

/** The lines that a vertex comes from: the daemon quotes them if the vertex fails. */
export function location(span: Span | undefined): Pick<VertexOptions, 'locations'> {
  if (span === undefined) return {};
  return { locations: [{ filename: span.file, ranges: [sourceRange(span)] }] };
}

/** Keys that say what is installed; the first of them that is written counts. */
const PACKAGES = ['lock', 'release', 'project', 'packages', 'source'];

/** Where grocker.yml says what is installed. */
export function packagesPlace(places: Foundation['places'] = {}): Span | undefined {
  return PACKAGES.map((key) => places[key]).find((span) => span !== undefined);
}

/** The same output, of a vertex that has a location. */
export function locatedAt(output: Output, span: Span | undefined): Output {
  const { vertex } = output;
  if (span === undefined || vertex === undefined || 'encoded' in vertex) return output;
  return { ...output, vertex: { ...vertex, options: { ...vertex.options, ...location(span) } } };
}
