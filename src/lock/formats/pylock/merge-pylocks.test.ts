import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../diagnostics/source-text.ts';
import { pythonTarget } from '../../../python/python-target.ts';
import type { Architecture } from '../../../python/target.ts';
import type { DistributionSource } from '../../model.ts';
import { selectDistributions } from '../../select-distributions.ts';
import { mergePylocks } from './merge-pylocks.ts';
import { readPylock } from './read-pylock.ts';

const hash = (digit: string) => digit.repeat(64);

const head = 'lock-version = "1.0"\ncreated-by = "uv"\nrequires-python = ">=3.13.5"\n';

const shared = `
[[packages]]
name = "plain"
version = "1.0"
wheels = [{ url = "https://files.example/plain-1.0-py3-none-any.whl", upload-time = 2025-01-10T12:06:00Z, size = 10, hashes = { sha256 = "${hash('1')}" } }]
`;

const fast = (version: string, machine: string, digit: string, marker = '') => `
[[packages]]
name = "fast"
version = "${version}"
${marker === '' ? '' : `marker = "${marker}"\n`}wheels = [{ url = "https://files.example/fast-${version}-cp313-cp313-manylinux_2_28_${machine}.whl", hashes = { sha256 = "${hash(digit)}" } }]
`;

const only = `
[[packages]]
name = "only"
version = "2.0"
marker = "implementation_name != 'PyPy'"
wheels = [{ url = "https://files.example/only-2.0-py3-none-any.whl", hashes = { sha256 = "${hash('5')}" } }]
`;

const direct = (machine: string, digit: string) => `
[[packages]]
name = "torch"
version = "2.9"
archive = { url = "https://files.example/torch-2.9-cp313-cp313-manylinux_2_28_${machine}.whl", hashes = { sha256 = "${hash(digit)}" } }
`;

const compiled = (digit: string) => `
[[packages]]
name = "source"
version = "1.0"
sdist = { url = "https://files.example/${digit}/source-1.0.tar.gz", hashes = { sha256 = "${hash(digit)}" } }
`;

const x86 = (text: string) => ({ machine: 'x86_64', text: head + text });
const arm = (text: string) => ({ machine: 'aarch64', text: head + text });

function chosen(text: string, architecture: Architecture): string[] {
  return sources(text, architecture).map((source) => ('file' in source ? source.file : ''));
}

function urls(text: string, architecture: Architecture): string[] {
  return sources(text, architecture).map((source) => ('url' in source ? source.url : ''));
}

function sources(text: string, architecture: Architecture): DistributionSource[] {
  const libc = { name: 'glibc', version: '2.41' } as const;
  const { distributions, diagnostics } = selectDistributions(
    readPylock(new SourceText('pylock.toml', text)),
    {
      target: pythonTarget({ version: '3.13.5', freeThreaded: false, architecture, libc }),
      extras: [],
      groups: [],
      noBinary: [],
      onlyBinary: [],
    },
  );
  expect(diagnostics).toEqual([]);
  return distributions.map(({ source }) => source);
}

describe('locks of several machines', () => {
  test('that agree are one', () => {
    expect(mergePylocks([x86(shared), arm(shared)])).toBe(head + shared);
  });

  test('share what they agree on, with the wheels of all', () => {
    const merged = mergePylocks([
      x86(shared + fast('3.0', 'x86_64', '2')),
      arm(shared + fast('3.0', 'aarch64', '3')),
    ]);
    expect(merged).toBe(`${head}
[[packages]]
name = "fast"
version = "3.0"
wheels = [
    { url = "https://files.example/fast-3.0-cp313-cp313-manylinux_2_28_aarch64.whl", hashes = { sha256 = "${hash('3')}" } },
    { url = "https://files.example/fast-3.0-cp313-cp313-manylinux_2_28_x86_64.whl", hashes = { sha256 = "${hash('2')}" } },
]

[[packages]]
name = "plain"
version = "1.0"
wheels = [
    { url = "https://files.example/plain-1.0-py3-none-any.whl", upload-time = 2025-01-10T12:06:00.000Z, size = 10, hashes = { sha256 = "${hash('1')}" } },
]
`);
  });

  test.each<[what: string, amd64: string, arm64: string, chosen: [string[], string[]]]>([
    [
      'the same version',
      shared + fast('3.0', 'x86_64', '2'),
      shared + fast('3.0', 'aarch64', '3'),
      [
        ['fast-3.0-cp313-cp313-manylinux_2_28_x86_64.whl', 'plain-1.0-py3-none-any.whl'],
        ['fast-3.0-cp313-cp313-manylinux_2_28_aarch64.whl', 'plain-1.0-py3-none-any.whl'],
      ],
    ],
    [
      'another version',
      fast('3.0', 'x86_64', '2'),
      fast('2.9', 'aarch64', '3'),
      [
        ['fast-3.0-cp313-cp313-manylinux_2_28_x86_64.whl'],
        ['fast-2.9-cp313-cp313-manylinux_2_28_aarch64.whl'],
      ],
    ],
    [
      'a package that one of them lacks',
      shared + only,
      shared,
      [['only-2.0-py3-none-any.whl', 'plain-1.0-py3-none-any.whl'], ['plain-1.0-py3-none-any.whl']],
    ],
    [
      'other markers',
      fast('3.0', 'x86_64', '2', "python_version >= '3.9'"),
      fast('3.0', 'aarch64', '3'),
      [
        ['fast-3.0-cp313-cp313-manylinux_2_28_x86_64.whl'],
        ['fast-3.0-cp313-cp313-manylinux_2_28_aarch64.whl'],
      ],
    ],
    [
      'a direct url for each',
      direct('x86_64', '6'),
      direct('aarch64', '7'),
      [
        ['torch-2.9-cp313-cp313-manylinux_2_28_x86_64.whl'],
        ['torch-2.9-cp313-cp313-manylinux_2_28_aarch64.whl'],
      ],
    ],
  ])('select the same for each as its own lock: %s', (_what, amd64, arm64, [forX86, forArm]) => {
    const merged = mergePylocks([x86(amd64), arm(arm64)]);
    expect(chosen(merged, 'amd64')).toEqual(forX86);
    expect(chosen(merged, 'arm64')).toEqual(forArm);
    expect(mergePylocks([x86(amd64), arm(arm64)])).toBe(merged);
  });

  test('keep the sdist of each', () => {
    const merged = mergePylocks([x86(compiled('8')), arm(compiled('9'))]);
    expect(urls(merged, 'amd64')).toEqual(['https://files.example/8/source-1.0.tar.gz']);
    expect(urls(merged, 'arm64')).toEqual(['https://files.example/9/source-1.0.tar.gz']);
  });
});
