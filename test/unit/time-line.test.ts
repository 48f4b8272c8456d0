import { describe, expect, test } from 'vitest';

import { parseProgress } from '../../bench/progress.ts';
import { timeLine } from '../../bench/time-line/time-line.ts';
import { timeLinePart } from '../../bench/time-line/time-line-part.ts';
import { workOf } from '../../bench/time-line/work.ts';
import { timeLineSvg } from '../../bench/time-line/time-line-svg.ts';

const began = Date.parse('2026-11-29T00:00:00.000Z');
const at = (seconds: number) => new Date(began + seconds * 1000).toISOString();

const vertex = (name: string, started: number, completed: number, group?: string) => ({
  digest: `sha256:${name}`,
  name,
  inputs: [],
  started: at(started),
  completed: at(completed),
  ...(group !== undefined && { progressGroup: { name: group } }),
});

const raw = JSON.stringify({
  vertexes: [
    vertex('[internal] load build definition from grocker.yml', 0.5, 1),
    vertex('[root] apt: resolve python3', 1, 4),
    vertex('a.deb', 4, 5, '[root] fetch 2 system packages'),
    vertex('b.deb', 4.2, 6, '[root] fetch 2 system packages'),
    vertex('[wheels] compile thing & <more>', 2, 3),
    vertex('[root] apt: python3', 6, 9),
    vertex('exporting to image', 9, 10),
  ],
});

/** One processor of two is busy, but both while dpkg works. */
const samples = Array.from({ length: 50 }, (_, index) => {
  const time = (index + 1) * 0.2;
  return { time: began + time * 1000, busy: time > 6 && time <= 9 ? 2 : 1 };
});

const line = timeLine({
  began,
  seconds: 10,
  progress: parseProgress(raw),
  samples,
  processors: 2,
});

test.each([
  ['[internal] load build context', 'start'],
  ['[interpreter] docker.io/library/debian:trixie-slim', 'start'],
  ['[root] apt: resolve python3 ca-certificates build-essential', 'apt'],
  ['[interpreter] query the index for ipython==5.0', 'uv'],
  ['[compiler] fetch 69 system packages', 'fetch'],
  ['[compiler] apt: build-essential python3-dev', 'system'],
  ['[interpreter] unpack Python for the installs', 'system'],
  ['[wheels] fetch setuptools>=80', 'fetch'],
  ['[wheels] compile mysqlclient 2.2.7', 'compile'],
  ['[runner] 8/10 python-dotenv 1.2.4', 'install'],
  ['exporting to image', 'export'],
])('%s is work of the kind %s', (name, id) => {
  expect(workOf(name).id).toBe(id);
});

describe('a time line', () => {
  test('has one bar for each group, and marks the critical path', () => {
    const bars = line.bars.map(({ name, start, end, critical }) => [name, start, end, critical]);
    expect(bars).toEqual([
      ['[internal] load build definition from grocker.yml', 0.5, 1, true],
      ['[root] apt: resolve python3', 1, 4, true],
      ['[wheels] compile thing & <more>', 2, 3, false],
      ['[root] fetch 2 system packages', 4, 6, true],
      ['[root] apt: python3', 6, 9, true],
      ['exporting to image', 9, 10, true],
    ]);
  });

  test('adds up to the processors of the whole build', () => {
    const all = line.phases.reduce(
      (sum, { idle, start, end, busy }) => sum + idle + busy * (end - start),
      0,
    );
    expect(all).toBeCloseTo(20);
    expect(line.phases.reduce((sum, { idle }) => sum + idle, 0)).toBeCloseTo(7, 0);
  });

  test('explains idle processors in its table', () => {
    const rows = timeLinePart(line, 'x', 'x.svg')
      .split('\n')
      .filter((row) => row.startsWith('| ') && !row.startsWith('| seconds'))
      .map((row) => row.split(' | '));
    const fetch = rows.find(([, done]) => done === 'fetch files');
    expect(fetch?.at(-1)).toMatch(/network/);
    const system = rows.find(([, done]) => done === 'install system packages');
    expect(system?.slice(2)).toEqual(['2.0', '0.0', ' |']);
  });

  test('is drawn without a reference to anything outside, and with all text escaped', () => {
    const svg = timeLineSvg(line, 'a & b');
    expect(svg).toContain('<title>a &amp; b</title>');
    expect(svg).toContain('compile thing &amp; &lt;more&gt;');
    expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|href|@import|url\(/,
    );
  });
});
