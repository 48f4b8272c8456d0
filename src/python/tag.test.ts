import { describe, expect, it } from 'vitest';
import { maximumTagSet, parseTag, wheelTags } from './tag.ts';
import type { Interpreter } from './target.ts';

const trixie: Interpreter = {
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
};
const bookwormOnArm: Interpreter = {
  version: '3.11.2',
  freeThreaded: false,
  architecture: 'arm64',
  libc: { name: 'glibc', version: '2.36' },
};
const alpine: Interpreter = {
  version: '3.12.8',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'musl', version: '1.2' },
};

/** The parts that differ, in the order in which they first appear. */
function parts(interpreter: Interpreter, at: 0 | 1 | 2): string[] {
  return [...new Set(wheelTags(interpreter).map((tag) => tag.split('-')[at] ?? ''))];
}

describe('wheelTags', () => {
  it('orders the platforms of glibc: newest first, old names beside theirs, plain linux last', () => {
    expect(parts(bookwormOnArm, 2)).toEqual([
      ...Array.from({ length: 20 }, (_, at) => `manylinux_2_${36 - at}_aarch64`),
      'manylinux2014_aarch64',
      'linux_aarch64',
      'any',
    ]);
    expect(parts(trixie, 2).slice(24)).toEqual([
      'manylinux_2_17_x86_64',
      'manylinux2014_x86_64',
      'manylinux_2_16_x86_64',
      'manylinux_2_15_x86_64',
      'manylinux_2_14_x86_64',
      'manylinux_2_13_x86_64',
      'manylinux_2_12_x86_64',
      'manylinux2010_x86_64',
      'manylinux_2_11_x86_64',
      'manylinux_2_10_x86_64',
      'manylinux_2_9_x86_64',
      'manylinux_2_8_x86_64',
      'manylinux_2_7_x86_64',
      'manylinux_2_6_x86_64',
      'manylinux_2_5_x86_64',
      'manylinux1_x86_64',
      'linux_x86_64',
      'any',
    ]);
  });

  it('orders the platforms of musl', () => {
    expect(parts(alpine, 2)).toEqual([
      'musllinux_1_2_x86_64',
      'musllinux_1_1_x86_64',
      'musllinux_1_0_x86_64',
      'linux_x86_64',
      'any',
    ]);
  });

  it('orders the own ABI before the stable ones and none', () => {
    const onPlainLinux = wheelTags(alpine).filter((tag) => tag.endsWith('-linux_x86_64'));
    expect(onPlainLinux).toEqual([
      'cp312-cp312-linux_x86_64',
      'cp312-abi3-linux_x86_64',
      'cp312-none-linux_x86_64',
      ...[11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((minor) => `cp3${minor}-abi3-linux_x86_64`),
      'py312-none-linux_x86_64',
      'py3-none-linux_x86_64',
      ...[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((minor) => `py3${minor}-none-linux_x86_64`),
    ]);
    expect(wheelTags(alpine).filter((tag) => tag.endsWith('-any'))).toEqual([
      'cp312-none-any',
      'py312-none-any',
      'py3-none-any',
      ...[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((minor) => `py3${minor}-none-any`),
    ]);
  });

  it.each<[string, Interpreter, string[]]>([
    ['free-threaded', { ...trixie, freeThreaded: true }, ['cp313t', 'abi3t', 'none']],
    ['with the GIL', trixie, ['cp313', 'abi3', 'none']],
    ['before 3.8', { ...trixie, version: '3.7' }, ['cp37m', 'abi3', 'none']],
  ])('knows the ABIs of a Python %s', (_, interpreter, abis) => {
    expect(parts(interpreter, 1)).toEqual(abis);
  });

  it('has each tag once', () => {
    for (const interpreter of [trixie, bookwormOnArm, alpine]) {
      const tags = wheelTags(interpreter);
      expect(new Set(tags).size).toBe(tags.length);
    }
  });
});

describe('parseTag', () => {
  it.each([
    ['py3-none-any', ['py3-none-any']],
    ['py2.py3-none-any', ['py2-none-any', 'py3-none-any']],
    [
      'CP313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64',
      ['cp313-cp313-manylinux_2_17_x86_64', 'cp313-cp313-manylinux2014_x86_64'],
    ],
  ])('%s', (text, tags) => {
    expect(parseTag(text)).toEqual(tags);
  });

  it.each(['', 'py3', 'py3-none', 'py3-none-any-x', 'py3.-none-any', '3-none-any', '-none-any'])(
    'refuses %j',
    (text) => {
      expect(parseTag(text)).toBeUndefined();
    },
  );

  it('bounds the size of a set', () => {
    const pythons = Array.from({ length: maximumTagSet }, (_, at) => `py${at}`).join('.');
    expect(parseTag(`${pythons}-none-any`)).toHaveLength(maximumTagSet);
    expect(parseTag(`${pythons}-none.abi3-any`)).toBeUndefined();
    expect(parseTag(`py3-none-${'a'.repeat(16_384)}`)).toBeUndefined();
  });
});
