import { describe, expect, it } from 'vitest';
import { mirroredUrl } from './mirrored-url.ts';

describe('mirroredUrl', () => {
  it.each([
    ['https://files.example/a/b', 'https://near.example/b'],
    ['https://files.example/c', 'https://far.example/c'],
    ['https://other.example/c', 'https://other.example/c'],
  ])('%s is fetched from %s', (url, expected) => {
    const mirrors = {
      'https://files.example/': 'https://far.example/',
      'https://files.example/a/': 'https://near.example/',
    };
    expect(mirroredUrl(url, mirrors)).toBe(expected);
  });
});
