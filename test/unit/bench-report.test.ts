import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { comparisonTable } from '../../bench/comparison/comparison-report.ts';
import {
  mergedComparisons,
  type ComparisonResults,
} from '../../bench/comparison/comparison-results.ts';
import { withMarkedPart } from '../../bench/marked-part.ts';
import type { Run } from '../../bench/results.ts';
import { pagesOfResults } from '../../bench/pages.ts';
import { median, medianAndRange, range, ratioAndRange } from '../../bench/spread.ts';

const machine = { processor: 'CPU', processors: 2, memoryGigabytes: 24, engine: 'Docker 28' };

const run = (seconds: number, pushedBytes: number): Run => ({
  seconds,
  pushedBytes,
  executedSteps: 3,
  newLayers: 1,
  layers: 4,
  imageBytes: 50e6,
  busy: 0.05,
});

const comparison = (id: string, date = '2026-11-29') => ({
  id,
  title: `the ${id}`,
  date,
  sides: [
    { name: 'grocker', title: 'Grocker', runs: { cold: [run(10, 50e6), run(12, 50e6)] } },
    { name: 'dockerfile', title: 'Dockerfile', runs: { cold: [run(20, 60e6), run(20, 60e6)] } },
  ],
});

describe('figures', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('a range of one value is that value', () => {
    expect(range([1.01, 1.02], 1)).toBe('1.0');
    expect(medianAndRange([1, 2, 4], 1)).toBe('2.0 (1.0–4.0)');
  });

  test('a ratio has the range of the ratios run by run', () => {
    expect(ratioAndRange([10, 12], [20, 20])).toBe('0.55 (0.50–0.60)');
    expect(ratioAndRange([10, 12], [20])).toBe('0.55 (0.50)');
  });
});

describe('a table of comparisons', () => {
  const results = { command: 'npm run bench -- --cold', machine, comparisons: [comparison('app')] };

  test('has a row for each side, with its spread', () => {
    const rows = comparisonTable(results)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows.slice(1)).toEqual([
      '| the app (2026-11-29) | Grocker | 11.0 (10.0–12.0) |  | 50.0 | 50.0 |',
      '|  | Dockerfile | 20.0 (20.0) | 0.55 (0.50–0.60) | 60.0 | 50.0 |',
    ]);
  });

  test('says which runs were left out, and why', () => {
    const missing = { name: 'dockerfile', title: 'Dockerfile', missing: 'no image' };
    const [grocker] = comparison('app').sides;
    const sides = grocker === undefined ? [] : [grocker, missing];
    const table = comparisonTable({ ...results, comparisons: [{ ...comparison('app'), sides }] });
    expect(table).toContain('the app, Dockerfile: not measured, for no image.');
  });

  test('keeps earlier figures of the same machine, in the order of the bench', () => {
    const before = { ...results, comparisons: [comparison('native', '2026-11-01')] };
    const ids = (merged: ComparisonResults) => merged.comparisons.map(({ id }) => id);
    expect(ids(mergedComparisons(before, results, ['native', 'app']))).toEqual(['native', 'app']);
    const other = { ...before, machine: { ...machine, processors: 4 } };
    expect(ids(mergedComparisons(other, results, ['native', 'app']))).toEqual(['app']);
  });
});

test('a part of a page is replaced; a page without its marks is an error', () => {
  const page = 'a\n<!-- measured x: start -->\nold\n<!-- measured x: end -->\nb\n';
  expect(withMarkedPart(page, 'x', 'new\n')).toBe(
    'a\n<!-- measured x: start -->\n\nnew\n\n<!-- measured x: end -->\nb\n',
  );
  expect(() => withMarkedPart(page, 'y', 'new')).toThrow('measured y');
});

describe('the figures of the pages', () => {
  const project = join(import.meta.dirname, '../..');

  test.each([...pagesOfResults(project)])(
    '%s has the figures of the files of results',
    (path, text) => {
      expect(readFileSync(join(project, path), 'utf8')).toBe(text);
    },
  );
});
