import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { didYouMean, suggestion } from './suggestion.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 3, 0],
    ['abc', 'abc', 3, 0],
    ['abc', 'acb', 3, 1],
    ['abc', 'abcd', 3, 1],
    ['abcd', 'abc', 3, 1],
    ['kitten', 'sitting', 5, 3],
    ['kitten', 'sitting', 2, 3],
    ['', 'abcdef', 2, 3],
  ])('%j to %j, at most %i: %i', (from, to, limit, expected) => {
    expect(editDistance(from, to, limit)).toBe(expected);
  });
});

describe('suggestion', () => {
  const keys = ['dependencies', 'entrypoint_name', 'env', 'envs', 'ports', 'volumes', 'cmd'];

  it.each([
    ['dependancies', 'dependencies'],
    ['dependency', 'dependencies'],
    ['entrypoint-name', 'entrypoint_name'],
    ['entrypointname', 'entrypoint_name'],
    ['Ports', 'ports'],
    ['prots', 'ports'],
    ['evn', 'env'],
    ['volume', 'volumes'],
    ['cdm', 'cmd'],
    ['image', undefined],
    ['constructor', undefined],
    ['x'.repeat(200), undefined],
  ])('%s: %s', (written, expected) => {
    expect(suggestion(written, keys)).toBe(expected);
  });

  it('is worded once', () => {
    expect(didYouMean('prots', keys)).toBe(' · did you mean "ports"?');
    expect(didYouMean('something', keys)).toBe('');
  });
});
