import { expect, it } from 'vitest';
import { evaluateMarker } from '../../../python/evaluate-marker.ts';
import { pythonTarget } from '../../../python/python-target.ts';
import { uvMarker } from './uv-marker.ts';

/** The answers of uv, which warns of a list with commas and goes on without it. */
it.each([
  [`python_version in '3.11 3.13'`, true],
  [`python_version in '3.1 3.131'`, false],
  [`python_version not in '3.11 3.13'`, false],
  [`python_full_version in '3.13.50'`, false],
  [`python_version in '3.11,3.12'`, true],
  [`python_version not in '3.11,3.13'`, true],
  [`python_version in '3.11,3.12' and os_name == 'nt'`, false],
  [`python_version in '3.11,3.12' or os_name == 'nt'`, false],
  [`sys_platform in 'linux,darwin'`, true],
  [`platform_machine in 'aarch64,arm64'`, false],
])('%s: %s', (text, expected) => {
  const { environment } = pythonTarget({
    ...{ version: '3.13.5', architecture: 'amd64', freeThreaded: false },
    libc: { name: 'glibc', version: '2.41' },
  });
  const marker = uvMarker(text, new Map());
  expect(marker === undefined || evaluateMarker(marker, environment)).toBe(expected);
});
