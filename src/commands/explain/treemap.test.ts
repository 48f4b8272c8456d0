import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { treemap } from './treemap.ts';

const picture = { x: 10, y: 20, width: 300, height: 200 };

test('areas are as large as their weights, lie inside of the whole and cover it', () => {
  const weights = fc
    .array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 60 })
    .map((list) => list.toSorted((left, right) => right - left));
  fc.assert(
    fc.property(weights, (list) => {
      const total = list.reduce((sum, each) => sum + each, 0);
      const areas = treemap(list, picture);
      expect(areas).toHaveLength(list.length);
      for (const [at, { x, y, width, height }] of areas.entries()) {
        expect(width * height).toBeCloseTo((60_000 * (list[at] ?? 0)) / total, 3);
        expect(x).toBeGreaterThanOrEqual(9.999);
        expect(y).toBeGreaterThanOrEqual(19.999);
        expect(x + width).toBeLessThanOrEqual(310.001);
        expect(y + height).toBeLessThanOrEqual(220.001);
      }
    }),
  );
});

test('equal weights are near to squares', () => {
  const areas = treemap(
    Array.from({ length: 6 }, () => 1),
    { x: 0, y: 0, width: 300, height: 200 },
  );
  for (const { width, height } of areas)
    expect(Math.max(width, height) / Math.min(width, height)).toBeLessThan(1.6);
});
