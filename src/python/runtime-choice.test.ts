import { describe, expect, it } from 'vitest';
import { chooseRuntime } from './runtime-choice.ts';
import type { ReleaseFacts } from './runtime-choice.ts';
import { parseSpecifiers } from './specifier.ts';

const candidates = [
  { name: 'trixie/3.13', pythonVersion: '3.13' },
  { name: 'trixie/3.14', pythonVersion: '3.14' },
  { name: 'trixie/3.12', pythonVersion: '3.12' },
  { name: 'bookworm/3.12', pythonVersion: '3.12' },
  { name: 'bookworm/3.11', pythonVersion: '3.11' },
];

const names = (minors: readonly string[]) =>
  minors.map((minor) => `Programming Language :: Python :: ${minor}`);

function choose(facts: Partial<ReleaseFacts> & { requires?: string }, among = candidates) {
  const { requires = '', ...rest } = facts;
  const { runtime, reason, diagnostics } = chooseRuntime(
    {
      name: 'app',
      version: '1.0',
      requiresPython: parseSpecifiers(requires),
      classifiers: [],
      files: ['app-1.0-py3-none-any.whl', 'app-1.0.tar.gz'],
      uploaded: '2026-10-20T10:00:00Z',
      ...rest,
    },
    among,
  );
  return [runtime?.name, reason, ...diagnostics.map(({ code }) => code)];
}

describe('chooseRuntime', () => {
  it.each<[string, Parameters<typeof choose>[0], unknown[]]>([
    [
      'the newest for a current release',
      {},
      ['trixie/3.14', 'runtime trixie/3.14: the newest Python that suits app 1.0'],
    ],
    [
      'the newest that requires-python accepts',
      { requires: '>=3.10,<3.14' },
      ['trixie/3.13', 'runtime trixie/3.13: the newest Python that suits app 1.0'],
    ],
    [
      'the newest that the release names',
      { classifiers: names(['3', '3.10', '3.11', '3.12']) },
      ['trixie/3.12', 'runtime trixie/3.12: the newest Python that app 1.0 names'],
    ],
    [
      'the newest that has a wheel',
      {
        files: [
          'app-1.0-cp312-cp312-manylinux_2_28_x86_64.whl',
          'app-1.0-cp313-cp313-manylinux_2_28_x86_64.whl',
          'app-1.0-cp314-cp314-win_amd64.whl',
          'app-1.0-cp314-cp314t-manylinux_2_28_x86_64.whl',
          'app-1.0.tar.gz',
        ],
      },
      ['trixie/3.13', 'runtime trixie/3.13: the newest Python that app 1.0 has wheels for'],
    ],
    [
      'the newest that takes the stable ABI',
      { files: ['app-1.0-cp38-abi3-manylinux_2_28_x86_64.whl'] },
      ['trixie/3.14', 'runtime trixie/3.14: the newest Python that app 1.0 has wheels for'],
    ],
    [
      'a Python that existed at the time of the release',
      { uploaded: '2024-11-05T00:00:00Z' },
      ['trixie/3.13', 'runtime trixie/3.13: the newest Python that suits app 1.0'],
    ],
    [
      'a Python that the release named before it was there',
      { uploaded: '2024-08-05T00:00:00Z', classifiers: names(['3.12', '3.13']) },
      ['trixie/3.13', 'runtime trixie/3.13: the newest Python that app 1.0 names'],
    ],
    [
      'the oldest for a release from before them all, with a warning',
      {
        name: 'ipython',
        version: '5.0.0',
        uploaded: '2016-07-07T20:15:41Z',
        classifiers: names(['2', '2.7', '3', '3.3']),
      },
      [
        'bookworm/3.11',
        'runtime bookworm/3.11: its Python is the nearest to ipython 5.0.0 of 2016-07-07',
        'runtime-out-of-time',
      ],
    ],
    [
      'the newest where the day is not known',
      { uploaded: undefined },
      ['trixie/3.14', 'runtime trixie/3.14: the newest Python that suits app 1.0'],
    ],
    [
      'none where requires-python excludes all',
      { requires: '<3.11' },
      [undefined, 'no runtime has a Python that app 1.0 accepts (<3.11)', 'no-suitable-runtime'],
    ],
  ])('chooses %s', (_, facts, expected) => {
    expect(choose(facts)).toEqual(expected);
  });

  it('chooses the same whatever the order of different Pythons', () => {
    expect(choose({}, candidates.toReversed())[0]).toBe('trixie/3.14');
    expect(choose({ uploaded: '2016-07-07' }, candidates.toReversed())[0]).toBe('bookworm/3.11');
  });

  it('warns in full', () => {
    const { diagnostics } = chooseRuntime(
      {
        name: 'ipython',
        version: '5.0.0',
        requiresPython: [],
        classifiers: [],
        files: ['ipython-5.0.0-py3-none-any.whl'],
        uploaded: '2016-07-07T20:15:41Z',
      },
      candidates,
    );
    expect(diagnostics).toEqual([
      {
        code: 'runtime-out-of-time',
        severity: 'warning',
        message:
          'ipython 5.0.0 was released on 2016-07-07, when Python 3.4, 3.5 were current; it may not work with Python 3.11',
        help: 'Describe a runtime of its time under `runtimes`, such as one with the image python:3.5-slim.',
      },
    ]);
  });
});
