import { describe, expect, it } from 'vitest';
import { maximumMarkerDepth, parseMarker } from './marker.ts';
import type { MarkerCache } from './marker.ts';

const nested = (depth: number) => `${'('.repeat(depth)}os_name == 'a'${')'.repeat(depth)}`;

describe('parseMarker', () => {
  it('binds `and` closer than `or`', () => {
    const comparison = (name: string, start: number) => ({
      kind: 'comparison',
      left: { kind: 'variable', variable: 'os_name' },
      operator: '==',
      right: { kind: 'literal', value: name },
      start,
      end: start + 14,
    });
    expect(parseMarker("os_name == 'a' or os_name == 'b' and os_name == 'c'")).toEqual({
      kind: 'or',
      operands: [
        comparison('a', 0),
        { kind: 'and', operands: [comparison('b', 18), comparison('c', 37)] },
      ],
    });
  });

  it('normalises extras and groups', () => {
    expect(parseMarker('"Dev_All" in extras')).toMatchObject({
      left: { value: 'dev-all' },
      right: { variable: 'extras' },
    });
    expect(parseMarker("extra == 'Dev.All'")).toMatchObject({ right: { value: 'dev-all' } });
  });

  it.each([
    ['os.name', 'os_name'],
    ['sys.platform', 'sys_platform'],
    ['platform.version', 'platform_version'],
    ['platform.machine', 'platform_machine'],
    ['platform.python_implementation', 'platform_python_implementation'],
    ['python_implementation', 'platform_python_implementation'],
  ])('accepts the old name %s', (old, variable) => {
    expect(parseMarker(`${old} == 'x'`)).toMatchObject({ left: { kind: 'variable', variable } });
  });

  it('uses the given cache', () => {
    const cache: MarkerCache = new Map();
    const first = parseMarker("os_name == 'a'", cache);
    expect(parseMarker("os_name == 'a'", cache)).toBe(first);
    expect([...cache.keys()]).toEqual(["os_name == 'a'"]);
  });

  it('bounds the depth of parentheses', () => {
    expect(parseMarker(nested(maximumMarkerDepth))).toMatchObject({ kind: 'comparison' });
    expect(() => parseMarker(nested(maximumMarkerDepth + 1))).toThrow(
      expect.objectContaining({
        message: 'parentheses nested deeper than 100',
        start: maximumMarkerDepth,
        end: maximumMarkerDepth + 1,
      }),
    );
  });

  const operators = '`==`, `!=`, `<=`, `>=`, `<`, `>`, `~=`, `===`, `in` or `not in`';
  it.each([
    ['', 0, 0, 'expected a marker variable or a quoted text'],
    ['  ', 2, 2, 'expected a marker variable or a quoted text'],
    ["os_name = 'a'", 8, 9, `expected an operator: ${operators}`],
    ["os_name == 'a' and", 18, 18, 'expected a marker variable or a quoted text'],
    ["os_name == 'a' , ", 15, 17, 'expected `and`, `or` or the end of the marker'],
    ["os_name == 'a')", 14, 15, 'expected `and`, `or` or the end of the marker'],
    ["os_name notin 'a'", 8, 9, `expected an operator: ${operators}`],
    ["os_name not 'a'", 12, 13, 'expected `in` after `not`'],
    [
      "python_version == '3'\nand os_name == 'a'",
      21,
      40,
      'expected `and`, `or` or the end of the marker',
    ],
    ["os_name == 'a\nb'", 11, 16, 'a quoted text may not span lines'],
    ["pyton_version == '3'", 0, 13, '`pyton_version` is not a marker variable'],
  ])('refuses %j', (text, start, end, message) => {
    expect(() => parseMarker(text)).toThrow(expect.objectContaining({ message, text, start, end }));
  });
});
