import { expect, test } from 'vitest';
import { gitLocation, publicUrl } from './public-url.ts';
import { purl } from './purl.ts';

test.each([
  ['https://files.example/a-1.tar.gz', 'https://files.example/a-1.tar.gz'],
  ['https://user:secret@files.example/a.whl?token=x#sha256=1', 'https://files.example/a.whl'],
  ['https://git:secret@files.example/a.whl', 'https://git@files.example/a.whl'],
  ['a.whl', undefined],
  ['file:///a.whl', undefined],
])('a file at %s', (url, expected) => {
  expect(publicUrl(url)).toBe(expected);
});

test.each([
  ['https://token@git.example/a.git', 'git+https://git.example/a.git@1f'],
  ['ssh://git@git.example/a.git', 'git+ssh://git@git.example/a.git@1f'],
  ['git@git.example:org/a.git', 'git+ssh://git@git.example/org/a.git@1f'],
  ['me@git.example:org/a.git', 'git+ssh://git.example/org/a.git@1f'],
  ['git+https://git.example/a', 'git+https://git.example/a@1f'],
  ['git://git.example/a', 'git://git.example/a@1f'],
  ['../a', undefined],
])('a commit of %s', (url, expected) => {
  expect(gitLocation(url, '1f')).toBe(expected);
});

test('a package url escapes all but colons', () => {
  expect(purl('deb', ['debian', 'g++'], '4:14.2~rc+b1', { distro: 'debian-13', arch: '' })).toBe(
    'pkg:deb/debian/g%2B%2B@4:14.2~rc%2Bb1?distro=debian-13',
  );
  expect(purl('pypi', ['a'], '')).toBe('pkg:pypi/a');
});
