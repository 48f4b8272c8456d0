import { describe, expect, test } from 'vitest';
import { pythonsOfHint, wheelPythons, wheelPythonWords } from './wheel-pythons.ts';

const debian = { architecture: 'amd64', libc: { name: 'glibc', version: '2.41' } } as const;
const alpine = { architecture: 'amd64', libc: { name: 'musl', version: '1.2' } } as const;
const arm = { architecture: 'arm64', libc: { name: 'glibc', version: '2.41' } } as const;

const linux = (...minors: readonly number[]) =>
  minors.map(
    (minor) => `a-1-cp3${minor}-cp3${minor}-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`,
  );

describe('the Pythons that a release has wheels for', () => {
  test.each([
    ['of a row', [...linux(8, 9, 10, 11), 'a-1.tar.gz'], debian, 'Python 3.8 to 3.11'],
    ['of two', linux(11, 12), debian, 'Python 3.11 and 3.12'],
    ['with a gap', linux(8, 9, 10, 12, 14), debian, 'Python 3.8 to 3.10, 3.12 and 3.14'],
    ['of one', linux(11), debian, 'Python 3.11'],
    ['of a stable ABI', ['a-1-cp312-abi3-manylinux1_x86_64.whl'], debian, 'Python 3.12 to 3.14'],
    ['of Python 3.7 and its flag', ['a-1-cp37-cp37m-manylinux1_x86_64.whl'], debian, 'Python 3.7'],
    ['for other architectures', linux(11), arm, 'other platforms only'],
    ['for another C library', linux(11), alpine, 'other platforms only'],
    ['for other systems', ['a-1-cp311-cp311-win_amd64.whl'], debian, 'other platforms only'],
  ])('%s', (_, files, platform, words) => {
    expect(wheelPythonWords(wheelPythons(files, platform))).toBe(`it has wheels for ${words}`);
  });

  test('are not listed if it has none', () => {
    expect(wheelPythonWords(wheelPythons(['a-1.tar.gz', 'x'], debian))).toBeUndefined();
  });
});

test.each([
  [
    'we only found wheels for `torch` (v1.12.0) with the following Python ABI tags: `cp37m`, `cp38`, `cp310`',
    ['3.7', '3.8', '3.10'],
  ],
  ['Wheels are available for `a` (v1) with the following Python version tag: `py310`', ['3.10']],
  ['with the following platform tags: `win_amd64`', undefined],
])("%s: uv's words", (words, pythons) => {
  expect(pythonsOfHint(words)).toEqual(pythons);
});
