import { largest } from './largest.ts';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides an area by weights, in shapes near to squares (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000).
 *
 * @param weights in falling order, all above 0.
 */
export function treemap(weights: readonly number[], area: Area): readonly Area[] {
  const total = weights.reduce((sum, each) => sum + each, 0);
  const scale = (area.width * area.height) / total;
  const found: Area[] = [];
  let free = area;
  let row: number[] = [];
  for (const weight of weights) {
    const size = weight * scale;
    const side = Math.min(free.width, free.height);
    if (row.length > 0 && worst([...row, size], side) > worst(row, side)) {
      free = place(row, free, found);
      row = [];
    }
    row.push(size);
  }
  if (row.length > 0) place(row, free, found);
  return found;
}

/** The largest ratio of sides in a row along a side. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((all, each) => all + each, 0);
  const most = largest(row);
  const least = row.reduce((found, each) => Math.min(found, each), Infinity);
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/** Puts a row along the shorter side; what is left of the area. */
function place(row: readonly number[], free: Area, found: Area[]): Area {
  const sum = row.reduce((all, each) => all + each, 0);
  const isUpright = free.width >= free.height;
  const depth = isUpright ? sum / free.height : sum / free.width;
  let { x, y } = free;
  for (const size of row) {
    const length = depth === 0 ? 0 : size / depth;
    found.push(
      isUpright ? { x, y, width: depth, height: length } : { x, y, width: length, height: depth },
    );
    if (isUpright) y += length;
    else x += length;
  }
  return isUpright
    ? { ...free, x: free.x + depth, width: Math.max(0, free.width - depth) }
    : { ...free, y: free.y + depth, height: Math.max(0, free.height - depth) };
}
