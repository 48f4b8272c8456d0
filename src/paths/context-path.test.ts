import { describe, expect, it } from 'vitest';
import { contextPath, directoryOf, relativePath } from './context-path.ts';

describe('paths of the context', () => {
  it.each([
    ['.', 'a/./b', 'a/b'],
    ['a', '../b', 'b'],
    ['a', '..', '.'],
    ['.', '.', '.'],
    ['a', '../../b', undefined],
    ['.', '/etc', undefined],
    ['.', 'C:\\x', undefined],
  ])('%s and %s: %s', (directory, path, expected) => {
    expect(contextPath(directory, path)).toBe(expected);
  });

  it.each([
    ['.', 'a/b', 'a/b'],
    ['a', 'b', '../b'],
    ['a/b', 'a', '..'],
    ['a', 'a', '.'],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(relativePath(from, to)).toBe(expected);
    expect(contextPath(from, expected)).toBe(to);
  });

  it('the directory of a path, and of a path without one', () => {
    expect([directoryOf('uv.lock'), directoryOf('a/b/uv.lock')]).toEqual(['.', 'a/b']);
  });
});
