import { describe, expect, it } from 'vitest';
import { evaluateMarker, MarkerEvaluationError } from './evaluate-marker.ts';
import type { MarkerContext } from './evaluate-marker.ts';
import { parseMarker } from './marker.ts';
import { pythonTarget } from './python-target.ts';

const { environment } = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});

function evaluate(text: string, context?: MarkerContext): boolean {
  return evaluateMarker(parseMarker(text), environment, context);
}

describe('evaluateMarker', () => {
  it.each([
    ["python_version >= '3.10'", true],
    ["python_version < '3.9'", false],
    ["'3.10' <= python_version", true],
    ["python_version == '3.13.*'", true],
    ["python_version ~= '3.5'", true],
    ["python_version === '3.13'", true],
    ["python_full_version < '3.13.6' and python_full_version >= '3.13.5'", true],
    ["python_version in '3.12 3.13'", true],
    ["python_version not in '3.12, 3.13'", false],
    ["sys_platform == 'linux' or sys_platform == 'win32' and os_name == 'nt'", true],
    ["(sys_platform == 'linux' or sys_platform == 'win32') and os_name == 'nt'", false],
    ["'linux' in sys_platform", true],
    ["sys_platform > 'a'", false],
    ["sys_platform >= 'linux'", true],
    ["implementation_name == 'cpython' and platform_python_implementation != 'PyPy'", true],
    ["platform_machine == 'x86_64'", true],
    ["platform_release >= '4'", false],
    ['python_version == python_full_version', false],
    ['implementation_version == python_full_version', true],
    ["python_version >= 'x'", false],
  ])('%s: %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it.each<[string, MarkerContext, boolean]>([
    ["extra == 'test'", {}, false],
    ["extra != 'test'", {}, true],
    ["extra == 'Test_All'", { extra: 'test.all' }, true],
    ["'test' == extra", { extra: 'test' }, true],
    ["'test' in extras", { extras: new Set(['test', 'docs']) }, true],
    ["'Docs' not in extras", { extras: new Set(['test', 'docs']) }, false],
    ["'dev' in extras", {}, false],
    ["'dev' in dependency_groups", { groups: new Set(['dev']) }, true],
    ["'dev' in dependency_groups and 'x' not in extras", { groups: new Set(['dev']) }, true],
    ["extra == 'a' and extra == 'b'", { hasExtra: (name) => name !== 'c' }, true],
    ["extra == 'a' and extra != 'c'", { hasExtra: (name) => name !== 'c' }, true],
    ["extra in 'c d'", { hasExtra: (name) => name === 'd' }, true],
    ["'A_B' == extra", { hasExtra: (name) => name === 'a-b' }, true],
  ])('%s with %o: %s', (text, context, expected) => {
    expect(evaluate(text, context)).toBe(expected);
  });

  it.each([
    ["os_name ~= 'posix'", '`~=` is not defined for these values'],
    ["os_name === 'posix'", '`===` is not defined for these values'],
    ["python_version ~= 'x'", '`~=` is not defined for these values'],
    ["'a' == 'a'", 'two quoted texts are compared with each other'],
    ["extras == 'a'", 'the set `extras` may only be used after `in` or `not in`'],
    ["'a' ~= extras", '`~=` is not defined for these values'],
  ])('%s is undefined', (text, message) => {
    const comparison = parseMarker(text);
    expect(() => evaluate(text)).toThrow(
      expect.objectContaining({ constructor: MarkerEvaluationError, message, comparison }),
    );
  });
});
