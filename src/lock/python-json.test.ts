import { describe, expect, it } from 'vitest';
import { pythonJson } from './python-json.ts';

describe('pythonJson', () => {
  it.each<[string, unknown, string]>([
    [
      'sorts keys and escapes what is not ASCII',
      { b: 1n, a: [true, null, 'é😀\u007f"'] },
      '{"a": [true, null, "\\u00e9\\ud83d\\ude00\\u007f\\""], "b": 1}',
    ],
    [
      'writes numbers as floats of Python',
      { x: 1, y: 0.5, z: 1e21, w: 1e-7 },
      '{"w": 1e-07, "x": 1.0, "y": 0.5, "z": 1e+21}',
    ],
    ['writes an empty table', {}, '{}'],
  ])('%s', (_, value, text) => {
    expect(pythonJson(value)).toBe(text);
  });
});
