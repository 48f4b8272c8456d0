import { expect, it } from 'vitest';
import { leastProcessorMilliseconds } from './processor-time.ts';
import { evaluateMarker } from '../../src/python/evaluate-marker.ts';
import { parseMarker } from '../../src/python/marker.ts';
import type { MarkerCache } from '../../src/python/marker.ts';
import { pythonTarget } from '../../src/python/python-target.ts';
import { parseVersion } from '../../src/python/version.ts';

const { environment } = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

// A large project's lock has some 100 different markers, each about thirty times.
const markers = Array.from({ length: 3000 }, (_, at) => {
  const minor = 8 + (at % 10);
  const system = ['linux', 'win32', 'darwin', 'emscripten'][at % 4] ?? '';
  const machine = ['x86_64', 'aarch64', 'AMD64', 'arm64', 'ppc64le'][at % 5] ?? '';
  return `(python_full_version >= '3.${minor}' and sys_platform == '${system}') or (platform_machine != '${machine}' and extra == 'x')`;
});
const versions = Array.from({ length: 5000 }, (_, at) =>
  at % 10 === 0 ? `${at % 7}.${at % 31}rc${at % 3}.post1+cu124` : `${at % 7}.${at % 31}.${at}`,
);

it('evaluates 3,000 markers and parses 5,000 versions in milliseconds', async () => {
  // 4 ms on a quiet core of 2026.
  const least = await leastProcessorMilliseconds(15, 100, () => {
    const cache: MarkerCache = new Map();
    for (const text of markers) evaluateMarker(parseMarker(text, cache), environment);
    for (const text of versions) parseVersion(text);
  });
  expect(least).toBeLessThan(15);
});
