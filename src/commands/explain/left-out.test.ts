import { expect, test } from 'vitest';
import { leftOut, leftOutSummary } from './left-out.ts';

const text = JSON.stringify({
  'perl-base': { whole: true, files: 200, bytes: 8_000_000 },
  apt: { whole: true, files: 90, bytes: 4_000_000 },
  'libc-bin': { whole: false, files: 3, bytes: 1_500_000 },
});

test('the list of what is left out is read, the largest first', () => {
  const all = leftOut(text) ?? [];
  expect(all.map(({ name, whole }) => [name, whole])).toEqual([
    ['perl-base', true],
    ['apt', true],
    ['libc-bin', false],
  ]);
  expect(leftOutSummary(all)).toMatch(
    /^13\.\d MB left out .* 2 packages \(12\.0 MB\), and files of 1 more$/,
  );
  expect(leftOutSummary(all.slice(0, 1))).toMatch(/ 1 package \([^)]*\)$/);
});

test.each([undefined, '[', '[]', '{"apt": 3}'])('%j is another file', (other) => {
  expect(leftOut(other) ?? []).toEqual([]);
});
