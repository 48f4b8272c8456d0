import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateMarker } from './evaluate-marker.ts';
import { markerDependsOnPatch } from './marker-patch.ts';
import { parseMarker } from './marker.ts';

const linux = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  platform_release: '',
  platform_system: 'Linux',
  platform_version: '',
  implementation_name: 'cpython',
};

describe('markerDependsOnPatch', () => {
  it.each([
    ["python_full_version < '3.11.3'", '3.11', true],
    ["python_full_version < '3.11.3'", '3.13', false],
    ["python_full_version >= '3.12'", '3.12', false],
    ["python_full_version < '3.12.4' and python_version >= '3.13'", '3.12', false],
    ["python_version < '3.12'", '3.12', false],
    ["python_full_version == '3.12.*'", '3.12', false],
    ["python_full_version != '3.12.1'", '3.12', true],
    ["python_full_version <= '3.12.0'", '3.12', true],
    ["python_full_version >= '3.12.0'", '3.12', false],
    ["implementation_version > '3.12.2'", '3.12', true],
    ["'3.12.7' > python_full_version", '3.12', true],
    ["python_full_version in '3.12.1 3.12.3'", '3.12', true],
    ["'.7' in python_full_version", '3.12', true],
    ["sys_platform == 'win32' and python_full_version < '3.12.4'", '3.12', true],
    ["sys_platform == 'win32' or python_full_version < '3.12.4'", '3.12', true],
    [
      "(sys_platform == 'win32' and python_full_version < '3.12.4') or (os_name == 'nt' and python_full_version >= '3.12.4')",
      '3.12',
      true,
    ],
    ["extra == 'x' and python_full_version < '3.12.4'", '3.12', true],
  ])('%s on %s: %s', (text, minor, expected) => {
    expect(markerDependsOnPatch(parseMarker(text), minor)).toBe(expected);
  });

  it.each([
    ["sys_platform == 'win32' and python_full_version < '3.12.4'", false],
    ["sys_platform == 'linux' or python_full_version < '3.12.4'", false],
    ["sys_platform == 'linux' and python_full_version < '3.12.4'", true],
    ["extra == 'x' and python_full_version < '3.12.4'", true],
  ])('%s on a known platform: %s', (text, expected) => {
    expect(markerDependsOnPatch(parseMarker(text), '3.12', linux)).toBe(expected);
  });

  const literal = fc
    .tuple(fc.constantFrom('3.12', '3.11', '3.13', '3'), fc.nat({ max: 25 }), fc.boolean())
    .map(([minor, patch, named]) => (named ? `${minor}.${patch}` : minor));
  const comparison = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('python_full_version', 'python_version', 'implementation_version'),
        fc.constantFrom('<', '<=', '==', '!=', '>', '>=', 'in', 'not in'),
        literal,
      )
      .map(([variable, operator, value]) => `${variable} ${operator} '${value}'`),
    fc.constantFrom("sys_platform == 'linux'", "os_name == 'nt'", "sys_platform == 'win32'"),
  );
  const marker = fc
    .array(fc.tuple(comparison, fc.constantFrom(' and ', ' or ', ') and (', ') or (')), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => {
      const text = parts.map(([one, join], at) => one + (at < parts.length - 1 ? join : ''));
      return `(${text.join('')})`;
    });

  function results(text: string, platform: { os_name: string; sys_platform: string }): boolean[] {
    const parsed = parseMarker(text);
    return Array.from({ length: 40 }, (_, patch) => {
      const version = `3.12.${patch}`;
      const python = { python_full_version: version, implementation_version: version };
      return evaluateMarker(parsed, { ...linux, python_version: '3.12', ...python, ...platform });
    });
  }

  it('agrees with trying forty patch versions', () => {
    fc.assert(
      fc.property(marker, (text) => {
        const tried = new Set(results(text, linux)).size > 1;
        expect(markerDependsOnPatch(parseMarker(text), '3.12', linux)).toBe(tried);
      }),
      { numRuns: 500, seed: 20161 },
    );
  });

  it('never overlooks a platform on which the patch matters', () => {
    const platforms = [
      { os_name: 'posix', sys_platform: 'linux' },
      { os_name: 'nt', sys_platform: 'win32' },
      { os_name: 'nt', sys_platform: 'cygwin' },
    ];
    fc.assert(
      fc.property(marker, (text) => {
        const parsed = parseMarker(text);
        const matters = platforms.some((platform) => new Set(results(text, platform)).size > 1);
        expect([text, matters && !markerDependsOnPatch(parsed, '3.12')]).toEqual([text, false]);
      }),
      { numRuns: 300, seed: 20161 },
    );
  });
});
