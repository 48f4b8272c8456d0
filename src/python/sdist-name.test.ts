import { describe, expect, it } from 'vitest';
import { isSdistFile, parseSdistName } from './sdist-name.ts';
import { formatVersion } from './version.ts';

describe('parseSdistName', () => {
  it.each<[string, string | undefined, string, string]>([
    ['foo-1.0.tar.gz', undefined, 'foo', '1.0'],
    ['Foo_Bar-1.0.post1.zip', undefined, 'foo-bar', '1.0.post1'],
    ['foo-bar-1.0.tar.gz', undefined, 'foo-bar', '1.0'],
    ['foo-bar-1.0-1.tar.gz', 'foo_bar', 'foo-bar', '1.0.post1'],
    ['foo-2-1.0.tar.bz2', 'foo-2', 'foo-2', '1.0'],
    ['foo-1.0.tgz', undefined, 'foo', '1.0'],
  ])('%s of %s', (file, known, name, version) => {
    const sdist = parseSdistName(file, known);
    expect(sdist && { ...sdist, version: formatVersion(sdist.version) }).toEqual({ name, version });
  });

  it.each<[string, string | undefined]>([
    ['foo.tar.gz', undefined],
    ['-1.0.tar.gz', undefined],
    ['foo-nope.tar.gz', undefined],
    ['foo-1.0.rpm', undefined],
    ['foo-1.0.tar.gz', 'bar'],
  ])('refuses %s of %s', (file, known) => {
    expect(parseSdistName(file, known)).toBeUndefined();
  });
});

describe('isSdistFile', () => {
  it.each([
    ['a-1.tar.gz', true],
    ['a-1.zip', true],
    ['a-1-py3-none-any.whl', false],
    ['a-1.tar.gz.asc', false],
  ])('%s: %s', (file, expected) => {
    expect(isSdistFile(file)).toBe(expected);
  });
});
