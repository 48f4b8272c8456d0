import { describe, expect, it } from 'vitest';
import { wheelTags } from './tag.ts';
import { formatVersion } from './version.ts';
import { bestWheel, parseWheelName, rankTags } from './wheel-name.ts';

describe('parseWheelName', () => {
  it.each([
    [
      'distribution-1.0-1-py27-none-any.whl',
      'distribution',
      '1.0',
      { number: 1, suffix: '' },
      ['py27-none-any'],
    ],
    [
      'PyYAML-6.0.2-cp313-cp313-linux_x86_64.whl',
      'pyyaml',
      '6.0.2',
      undefined,
      ['cp313-cp313-linux_x86_64'],
    ],
    ['zope.interface-7.1-py3-none-any.whl', 'zope-interface', '7.1', undefined, ['py3-none-any']],
    [
      'torch-2.5.1+cu124-cp313-cp313-linux_x86_64.whl',
      'torch',
      '2.5.1+cu124',
      undefined,
      ['cp313-cp313-linux_x86_64'],
    ],
    [
      'a-1.0-2b_c-py2.py3-none-any.whl',
      'a',
      '1.0',
      { number: 2, suffix: 'b_c' },
      ['py2-none-any', 'py3-none-any'],
    ],
    ['näme-1.0-py3-none-any.whl', 'näme', '1.0', undefined, ['py3-none-any']],
  ])('%s', (file, name, version, build, tags) => {
    const wheel = parseWheelName(file);
    expect(wheel && { ...wheel, version: formatVersion(wheel.version) }).toEqual({
      name,
      version,
      build,
      tags,
    });
  });

  it.each([
    'a-1.0.tar.gz',
    'a-1.0-py3-none.whl',
    'a-1.0-x-py3-none-any.whl',
    'a-1.0-1-2-py3-none-any.whl',
    'a__b-1.0-py3-none-any.whl',
    '-1.0-py3-none-any.whl',
    'a-nope-py3-none-any.whl',
    'a b-1.0-py3-none-any.whl',
    'a-1.0-py3-none-.whl',
    'A-1.0-PY3-NONE-ANY.WHL',
  ])('refuses %s', (file) => {
    expect(parseWheelName(file)).toBeUndefined();
  });
});

describe('bestWheel', () => {
  const ranks = rankTags(
    wheelTags({
      version: '3.13.5',
      freeThreaded: false,
      architecture: 'amd64',
      libc: { name: 'glibc', version: '2.41' },
    }),
  );

  it.each([
    [
      'the newest manylinux',
      ['a-1-cp313-cp313-manylinux2014_x86_64.whl', 'a-1-cp313-cp313-manylinux_2_28_x86_64.whl'],
      'a-1-cp313-cp313-manylinux_2_28_x86_64.whl',
    ],
    [
      'the own ABI before the stable one',
      ['a-1-cp39-abi3-manylinux_2_28_x86_64.whl', 'a-1-cp313-cp313-linux_x86_64.whl'],
      'a-1-cp313-cp313-linux_x86_64.whl',
    ],
    [
      'the stable ABI of a newer Python before that of an older',
      ['a-1-cp37-abi3-manylinux_2_28_x86_64.whl', 'a-1-cp311-abi3-manylinux_2_17_x86_64.whl'],
      'a-1-cp311-abi3-manylinux_2_17_x86_64.whl',
    ],
    [
      'the best tag of a compressed set',
      [
        'a-1-cp313-cp313-manylinux_2_26_x86_64.whl',
        'a-1-cp313-cp313-manylinux_2_5_x86_64.manylinux_2_27_x86_64.whl',
      ],
      'a-1-cp313-cp313-manylinux_2_5_x86_64.manylinux_2_27_x86_64.whl',
    ],
    [
      'on equal tags the higher build tag',
      [
        'a-1-2-py3-none-any.whl',
        'a-1-10-py3-none-any.whl',
        'a-1-9z-py3-none-any.whl',
        'a-1-py3-none-any.whl',
      ],
      'a-1-10-py3-none-any.whl',
    ],
    [
      'on equal names the first',
      ['A-1-py3-none-any.whl', 'a-1-py3-none-any.whl'],
      'A-1-py3-none-any.whl',
    ],
    [
      'plain linux',
      ['a-1-cp313-cp313-linux_x86_64.whl', 'a-1-cp313-cp313-win_amd64.whl'],
      'a-1-cp313-cp313-linux_x86_64.whl',
    ],
    [
      'no wheel for another machine, libc, Python or ABI',
      [
        'a-1-cp313-cp313-manylinux_2_28_aarch64.whl',
        'a-1-cp313-cp313-musllinux_1_2_x86_64.whl',
        'a-1-cp312-cp312-manylinux_2_28_x86_64.whl',
        'a-1-cp313-cp313t-manylinux_2_28_x86_64.whl',
        'a-1-cp313-cp313-manylinux_2_42_x86_64.whl',
        'a-1.tar.gz',
      ],
      undefined,
    ],
  ])('takes %s', (_, files, best) => {
    expect(
      bestWheel(
        files.map((file) => ({ file })),
        ranks,
      )?.file,
    ).toBe(best);
  });
});
