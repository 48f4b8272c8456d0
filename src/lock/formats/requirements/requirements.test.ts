import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { SourceText } from '../../../diagnostics/source-text.ts';
import { pythonTarget } from '../../../python/python-target.ts';
import { selectDistributions } from '../../select-distributions.ts';
import { lineOptions } from './line-options.ts';
import { logicalLines } from './logical-lines.ts';
import { readRequirements } from './read-requirements.ts';

const target = pythonTarget({
  version: '3.13.5',
  freeThreaded: false,
  architecture: 'amd64',
  libc: { name: 'glibc', version: '2.41' },
});
const sha = 'a'.repeat(64);
const commit = 'b'.repeat(40);

function select(text: string, files: Readonly<Record<string, string>> = {}) {
  const lock = readRequirements({
    source: new SourceText('requirements.txt', text),
    readFile: (name) => {
      const found = files[name];
      return found === undefined ? undefined : new SourceText(name, found);
    },
    variables: { USER_NAME: 'ann' },
  });
  const request = { target, extras: [], groups: [], noBinary: [], onlyBinary: [] };
  return { lock, ...selectDistributions(lock, request) };
}

describe('logicalLines', () => {
  it.each<[string, string[]]>([
    ['a\n\n# c\nb # d\n', ['a', 'b']],
    ['a \\\n  b\\\n c\n', ['a   b c']],
    ['a \\\n  # comment\nb\n', ['a', 'b']],
    ['a#b\r\nc', ['a#b', 'c']],
    ['\uFEFFa\\', ['a']],
  ])('%j: %j', (text, lines) => {
    expect(logicalLines(text).map((line) => line.text)).toEqual(lines);
  });
});

describe('lineOptions', () => {
  it.each<[string, unknown]>([
    ['six==1 --hash=sha256:1 --hash sha256:2', ['six==1', false, 'hash=sha256:1 hash=sha256:2']],
    ['-e ./a ; python_version > "3"', ['./a ; python_version > "3"', true, '']],
    ['--editable="./a b"', ['./a b', true, '']],
    ['-rbase.txt', ['', false, 'requirement=base.txt']],
    ["-f 'a b' --pre", ['', false, 'find-links=a b pre=']],
  ])('%s', (line, expected) => {
    const parts = lineOptions(line);
    expect(
      typeof parts === 'string'
        ? parts
        : [
            parts.argument,
            parts.editable,
            parts.options.map(({ name, value }) => `${name}=${value}`).join(' '),
          ],
    ).toEqual(expected);
  });

  it.each([
    ['six --what', '`--what` is not an option of a requirements file'],
    ['-r', '`-r` needs a value'],
    ['-f "a', 'a quote is never closed'],
  ])('%s: %s', (line, message) => {
    expect(lineOptions(line)).toBe(message);
  });
});

describe('requirements files', () => {
  it.each([
    [`six==1.16.0 --hash=sha256:${sha}`, 'six', '1.16.0', { kind: 'unlocated', hashes: [sha] }],
    ['Six===1.16', 'six', '1.16', { kind: 'unlocated', hashes: [] }],
    [
      `a @ git+https://git.example/a.git@${commit}#subdirectory=x`,
      'a',
      null,
      { kind: 'git', url: 'https://git.example/a.git', commit, subdirectory: 'x' },
    ],
    [
      `git+ssh://git@git.example/team/b.git@${commit}`,
      'b',
      null,
      { kind: 'git', url: 'ssh://git@git.example/team/b.git', commit },
    ],
    [
      `https://files.example/a-1-py3-none-any.whl#sha256=${sha}`,
      'a',
      null,
      {
        kind: 'wheel',
        file: 'a-1-py3-none-any.whl',
        url: 'https://files.example/a-1-py3-none-any.whl',
        sha256: sha,
        direct: true,
      },
    ],
    [
      `a @ https://files.example/a-1.tar.gz --hash=sha256:${sha} --hash=sha256:${'b'.repeat(64)}`,
      'a',
      null,
      {
        kind: 'unlocated',
        hashes: [sha, 'b'.repeat(64)],
        choice: {
          kind: 'sdist',
          file: 'a-1.tar.gz',
          sha256: null,
          url: 'https://files.example/a-1.tar.gz',
        },
      },
    ],
    ['-e ./lib', 'lib', null, { kind: 'directory', path: 'lib', editable: true }],
    [
      './dist/a-1.0.tar.gz',
      'a',
      null,
      { kind: 'file', fileKind: 'sdist', path: 'dist/a-1.0.tar.gz', file: 'a-1.0.tar.gz' },
    ],
  ])('%s', (text, name, version, source) => {
    const { distributions, diagnostics } = select(text);
    expect(diagnostics).toEqual([]);
    expect(
      distributions.map((found) => ({
        name: found.name,
        version: found.version,
        source: found.source,
      })),
    ).toEqual([{ name, version, source }]);
  });

  it('leaves a requirement without a single version to a resolution', () => {
    const { distributions, unpinned, complete } = select(
      'Django>=5\nsix==1.16\na @ git+https://git.example/a.git@main\n.\n',
    );
    expect(distributions.map(({ name }) => name)).toEqual(['six']);
    expect(unpinned.map(({ value, span }) => [value, span.start.line])).toEqual([
      ['Django>=5', 1],
      ['a @ git+https://git.example/a.git@main', 3],
    ]);
    expect(complete).toBe(false);
  });

  it('refuses conditions that only pylock.toml may have', () => {
    const { distributions, diagnostics } = select("six==1.16 ; 'dev' in dependency_groups\n");
    expect(distributions).toEqual([]);
    expect(diagnostics.map(({ code, span }) => [code, span?.start.line])).toEqual([
      ['lock-field', 1],
    ]);
  });

  it('is complete if every line has hashes', () => {
    expect(select(`six==1.16 --hash=sha256:${sha}\n`).complete).toBe(true);
  });

  it('keeps options, includes and constraints', () => {
    const { lock, indexes, constraints, missing } = {
      ...select(
        '-i https://index.example/simple\n--extra-index-url https://${USER_NAME}@index.example/${OTHER}\n-c c.txt\n-r sub/r.txt\n--no-binary a,B_c\n',
        { 'c.txt': 'idna<4\n', 'sub/r.txt': '-r more.txt\n' },
      ),
      missing: ['sub/more.txt'],
    };
    expect(indexes).toEqual({
      url: 'https://index.example/simple',
      extra: ['https://ann@index.example/${OTHER}'],
      findLinks: [],
      noIndex: false,
    });
    expect(constraints.map(({ value, span }) => [value, span.file])).toEqual([['idna<4', 'c.txt']]);
    expect(lock.options.noBinary).toEqual(['a', 'b-c']);
    expect(lock.missing).toEqual(missing);
    expect(lock.diagnostics.map(({ code, span }) => [code, span?.file, span?.start.line])).toEqual([
      ['lock-file-missing', 'sub/r.txt', 1],
    ]);
  });

  it.each([
    ['a line without hash', `a==1 --hash=sha256:${sha}\nb==1\n`, 'lock-hash', 2],
    ['a line without version', `a==1 --hash=sha256:${sha}\nb\n`, 'lock-unpinned', 2],
    ['a weaker hash alone', `a==1 --hash=md5:${'a'.repeat(32)}\n`, 'lock-hash', 1],
    ['two versions', 'a==1\n\nA==2\n', 'lock-ambiguous', 3],
    ['a directory outside', '../a\n', 'lock-path', 1],
  ])('reports %s', (_, text, code, line) => {
    const { diagnostics } = select(text);
    expect(diagnostics.map((one) => [one.code, one.span?.start.line])).toEqual([[code, line]]);
  });

  it.each([
    ['no requirement', 'a==1\n==2\n', 'lock-syntax', 2],
    ['no hash', 'a==1 --hash=what\n', 'lock-hash', 1],
    ['no option', '\n--wat\n', 'lock-syntax', 2],
    ['a file of the web', '-r https://files.example/r.txt\n', 'lock-file-missing', 1],
    ['a file outside', '-r ../r.txt\n', 'lock-path', 1],
  ])('refuses %s', (_, text, code, line) => {
    const told = (() => {
      try {
        select(text);
        return [];
      } catch (error) {
        if (error instanceof DiagnosticError) return error.diagnostics;
        throw error;
      }
    })();
    expect(told.map((one) => [one.code, one.span?.start.line])).toEqual([[code, line]]);
  });
});
